"""Looks into workbooks for the tests.

    workbook.py same FILE              openpyxl and python-calamine read the same
    workbook.py formulas OURS THEIRS   cached values of OURS against those of THEIRS (recalculated)
    workbook.py texts FILE             the texts of the first sheet, escapes undone, as JSON
    workbook.py contrast FILE          text on its ground, each pair of colours with its contrast (WCAG 2), least first, as JSON
    workbook.py info FILE              names, tables, validations, conditions, protection, properties and all cells as JSON
"""
import datetime, json, math, sys

import openpyxl


def value(v):
    if isinstance(v, (datetime.datetime, datetime.date)):
        return str(v)[:10]
    if isinstance(v, bool) or v is None:
        return v
    if isinstance(v, (int, float)):
        return float(v)
    return str(v)


def cells(path):
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        f"{sheet.title} {cell.coordinate}": [type(cell.value).__name__, json.dumps(value(cell.value), ensure_ascii=False)]
        for sheet in book for row in ends(sheet) for cell in row if cell.value is not None}


def ends(sheet):
    """All rows, or of a long sheet the first and last hundred."""
    if sheet.max_row <= 5000:
        yield from sheet.iter_rows()
    else:
        yield from sheet.iter_rows(max_row=100)
        yield from sheet.iter_rows(min_row=sheet.max_row - 100)


def same(path):
    import python_calamine

    book = openpyxl.load_workbook(path, data_only=True)
    other = python_calamine.CalamineWorkbook.from_path(path)
    differences, count = [], 0
    for sheet in book:
        rows = other.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        for r, row in enumerate(sheet.iter_rows(values_only=True)):
            for c, v in enumerate(row):
                w = rows[r][c] if r < len(rows) and c < len(rows[r]) else ""
                a, b = value(v), value(w)
                a = None if a == "" else a
                b = None if b == "" else b
                count += a is not None
                if a != b and not (isinstance(a, str) and isinstance(b, str) and a.replace("\r", "") == b.replace("\r", "")):
                    differences.append((sheet.title, r + 1, c + 1, a, b))
    print(json.dumps({"cells": count, "differences": differences[:20]}, ensure_ascii=False))


def formulas(ours, theirs):
    text = openpyxl.load_workbook(ours)
    cached = openpyxl.load_workbook(ours, data_only=True)
    again = openpyxl.load_workbook(theirs, data_only=True)
    differences, count = [], 0
    for sheet in text:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                a, b = cached[sheet.title][cell.coordinate].value, again[sheet.title][cell.coordinate].value
                close = a == b or isinstance(a, (int, float)) and isinstance(b, (int, float)) and math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-12)
                if not close:
                    differences.append((sheet.title, cell.coordinate, cell.value, a, b))
    print(json.dumps({"formulas": count, "differences": differences[:20]}, ensure_ascii=False))


def texts(path):
    import re
    import xml.etree.ElementTree as tree
    import zipfile

    names = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    package = zipfile.ZipFile(path)

    def plain(node):
        text = "".join(t.text or "" for t in node.iter(names + "t"))
        return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m.group(1), 16)), text)

    shared = []
    if "xl/sharedStrings.xml" in package.namelist():
        shared = [plain(n) for n in tree.fromstring(package.read("xl/sharedStrings.xml")).iter(names + "si")]
    out = []
    for cell in tree.fromstring(package.read("xl/worksheets/sheet1.xml")).iter(names + "c"):
        out.append(shared[int(cell.find(names + "v").text)] if cell.get("t") == "s" else plain(cell))
    print(json.dumps(out))


def contrast(path):
    def of(color, otherwise):
        return color.rgb[-6:] if color is not None and color.type == "rgb" else otherwise

    def light(color):
        parts = [int(color[i:i + 2], 16) / 255 for i in (0, 2, 4)]
        return sum(w * (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4) for w, p in zip((0.2126, 0.7152, 0.0722), parts))

    pairs = set()
    for sheet in openpyxl.load_workbook(path):
        grounds = set()
        for row in ends(sheet):
            for cell in row:
                ground = of(cell.fill.fgColor, "FFFFFF") if cell.fill.fill_type else "FFFFFF"
                grounds.add(ground)
                if cell.value is not None:
                    pairs.add((of(cell.font.color, "000000"), ground))
        for rules in sheet.conditional_formatting:
            for rule in rules.rules:
                text = of(rule.dxf.font.color if rule.dxf.font else None, "000000")
                # a rule without a ground of its own stands on those of the rows
                own = [of(rule.dxf.fill.bgColor, "FFFFFF")] if rule.dxf.fill else [g for g in grounds if light(g) > 0.5]
                pairs.update((text, ground) for ground in own)
    found = []
    for text, ground in pairs:
        a, b = sorted((light(text), light(ground)), reverse=True)
        found.append([text, ground, f"{(a + 0.05) / (b + 0.05):.2f}"])
    print(json.dumps(sorted(found, key=lambda pair: float(pair[2]))))


def info(path):
    book = openpyxl.load_workbook(path)
    out = {"cells": cells(path), "sheets": book.sheetnames, "states": {s.title: s.sheet_state for s in book}, "names": {k: v.attr_text for k, v in book.defined_names.items()},
           "custom": {p.name: p.value for p in book.custom_doc_props.props}, "created": str(book.properties.created), "title": book.properties.title}
    for s in book:
        out[s.title] = {
            "tables": {t.name: t.ref for t in s.tables.values()}, "filter": s.auto_filter.ref, "freeze": s.freeze_panes, "protected": s.protection.sheet,
            "validations": [[str(v.sqref), v.formula1] for v in s.data_validations.dataValidation],
            "conditions": [[str(r.sqref), [x.formula[0] for x in r.rules]] for r in s.conditional_formatting],
            "links": [[c.coordinate, c.hyperlink.location or c.hyperlink.target] for row in ends(s) for c in row if c.hyperlink], "charts": len(s._charts),
            "unlocked": sorted({c.column_letter for row in s.iter_rows(min_row=5, max_row=200) for c in row if not c.protection.locked}),
            "comments": [[c.coordinate, c.comment.text] for row in ends(s) for c in row if c.comment],
            "widths": {k: d.width for k, d in s.column_dimensions.items()}, "orientation": s.page_setup.orientation, "paper": s.page_setup.paperSize,
            "titles": s.print_title_rows, "merged": [str(m) for m in s.merged_cells.ranges], "fitToWidth": s.page_setup.fitToWidth,
            "printArea": str(s.print_area or "").replace("$", "").split("!")[-1], "breaks": [b.id for b in s.row_breaks.brk], "scale": s.page_setup.scale,
            "hiddenColumns": [k for k, d in s.column_dimensions.items() if d.hidden],
            "columnLevels": {k: d.outlineLevel for k, d in s.column_dimensions.items() if d.outlineLevel},
            "formats": {c.coordinate: c.number_format for row in s.iter_rows(max_row=60) for c in row if c.value is not None and c.number_format != "General"},
            "aligned": {c.coordinate: c.alignment.horizontal for row in s.iter_rows(max_row=60) for c in row if c.alignment.horizontal},
            "filled": [c.coordinate for row in s.iter_rows(max_row=60) for c in row if c.fill.fill_type],
            "levels": max([d.outlineLevel for d in s.row_dimensions.values()] or [0])}
    print(json.dumps(out, ensure_ascii=False))


globals()[sys.argv[1]](*sys.argv[2:])
