"""Opens workbooks with openpyxl and looks whether they hold together: read-back.py WORKBOOK…

Formulas have cached values, no cell is an error, links lead to cells that exist, and the counts on 总览 are
those of the tables."""
import csv
import sys
from pathlib import Path

import openpyxl

NEEDED = ["目录", "总览", "文章", "投资", "资金", "产出", "产能", "占比与构成", "增减", "目标", "推算", "证据", "隔离", "运行"]


def look(path):
    faults = []
    values = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    for name in NEEDED:
        if name not in values.sheetnames:
            faults.append(f"no sheet {name}")
    cells = counted = links = 0
    for sheet in formulas.worksheets:
        cached = values[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None:
                    continue
                cells += 1
                shown = cached[cell.coordinate].value
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    counted += 1
                    if shown is None:
                        faults.append(f"{sheet.title}!{cell.coordinate}: formula without a cached value")
                if isinstance(shown, str) and shown.startswith("#") and shown.endswith(("!", "?", "A")):
                    faults.append(f"{sheet.title}!{cell.coordinate}: {shown}")
                link = cell.hyperlink
                if link is not None and link.location:
                    links += 1
                    target = link.location.split("!")[0].strip("'").replace("''", "'")
                    if target not in formulas.sheetnames and target not in formulas.defined_names:
                        faults.append(f"{sheet.title}!{cell.coordinate}: link to {link.location}")
    facts = Path(path).parent / "csv" / "facts.csv"
    if facts.exists():
        with open(facts, encoding="utf-8-sig", newline="") as file:
            rows = sum(1 for _ in csv.reader(file)) - 1
        if rows < 1:
            faults.append("facts.csv has no rows")
    charts = sum(len(sheet._charts) for sheet in formulas.worksheets)
    print(f"{path}: {len(values.sheetnames)} sheets, {cells} cells, {counted} formulas, {links} links, {charts} charts")
    return faults


def main():
    bad = 0
    for path in sys.argv[1:]:
        for fault in look(path):
            print(f"{path}: {fault}", file=sys.stderr)
            bad += 1
    sys.exit(1 if bad else 0)


main()
