"""Holds a workbook's package against the rules of its format, which spreadsheet programs mend in silence.

    package.py FILE…             prints each breach, and leaves with 1 where there is one
    package.py plant KIND FILE   breaks FILE in place, so that a test sees the breach found
"""
import os, posixpath, re, shutil, sys, xml.etree.ElementTree as tree, zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHEET = """sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter
    sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions
    pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing
    legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst""".split()
BOOK = """fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr
    oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst""".split()
STYLES = "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst".split()
AXIS = """axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx
    crosses crossesAt auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl crossBetween majorUnit minorUnit dispUnits""".split()
SERIES = """idx order tx spPr invertIfNegative marker pictureOptions dPt dLbls trendline errBars explosion cat val smooth shape""".split()
CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)$")


def column(letters):
    n = 0
    for letter in letters:
        n = n * 26 + ord(letter) - 64
    return n


def corners(ref):
    first, _, last = ref.partition(":")
    a, b = CELL.match(first), CELL.match(last or first)
    if not a or not b:
        return None
    return int(a[2]), column(a[1]), int(b[2]), column(b[1])


def local(node):
    return node.tag.rpartition("}")[2]


def shown(node):
    return "".join(t.text or "" for t in node.iter(MAIN + "t"))


class Package:
    def __init__(self, path):
        self.path, self.faults = path, []
        self.zip = zipfile.ZipFile(path)
        self.parts = self.zip.namelist()
        self.trees = {}
        for name in self.parts:
            if self.parts.count(name) > 1:
                self.fault(name, "stands twice in the package")
            if self.zip.getinfo(name).date_time[:3] != (1980, 1, 1):
                self.fault(name, "carries a date")
            data = self.zip.read(name)
            if name.endswith((".xml", ".rels", ".vml")):
                if b"<!DOCTYPE" in data:
                    self.fault(name, "has a document type")
                try:
                    self.trees[name] = tree.fromstring(data)
                except tree.ParseError as error:
                    self.fault(name, f"is no XML: {error}")

    def fault(self, part, text):
        self.faults.append(f"{part}: {text}")

    def order(self, part, node, allowed, repeated=()):
        last = -1
        for child in node:
            name = local(child)
            if name not in allowed:
                self.fault(part, f"`{name}` may not stand in `{local(node)}`")
                continue
            at = allowed.index(name)
            if at < last:
                self.fault(part, f"`{name}` stands too late in `{local(node)}`")
            if at == last and name not in repeated:
                self.fault(part, f"`{name}` stands twice in `{local(node)}`")
            last = at

    def counts(self, part, node):
        for child in node.iter():
            count = child.get("count")
            if count is not None and local(child) != "sst" and child.tag.startswith(MAIN) and len(child) and int(count) != len(child):
                self.fault(part, f"`{local(child)}` says {count} and has {len(child)}")

    def look(self):
        self.types()
        self.relations()
        self.book = self.trees["xl/workbook.xml"]
        self.order("xl/workbook.xml", self.book, BOOK)
        self.styles()
        self.strings()
        self.workbook()
        for name in self.parts:
            if name.startswith("xl/worksheets/sheet"):
                self.worksheet(name)
            if name.startswith("xl/charts/chart"):
                self.chart(name)
        return self.faults

    def types(self):
        node = self.trees["[Content_Types].xml"]
        known = {n.get("PartName").lstrip("/") for n in node if local(n) == "Override"}
        endings = {n.get("Extension") for n in node if local(n) == "Default"}
        for name in known - set(self.parts):
            self.fault("[Content_Types].xml", f"names {name}, which is not there")
        for name in self.parts:
            if name not in known and name.rpartition(".")[2] not in endings and name != "[Content_Types].xml":
                self.fault(name, "has no content type")

    def relations(self):
        self.related = {}
        for name in self.parts:
            if not name.endswith(".rels"):
                continue
            folder, file = posixpath.split(name)
            source = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])
            found = {}
            for relation in self.trees[name]:
                key, target = relation.get("Id"), relation.get("Target")
                if key in found:
                    self.fault(name, f"{key} stands twice")
                found[key] = target
                if relation.get("TargetMode") == "External":
                    if re.search(r"[\x00-\x20<>\"{}|^`]", target):
                        self.fault(name, f"{target!r} is no address")
                    continue
                whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
                if whole not in self.parts:
                    self.fault(name, f"{key} leads to {whole}, which is not there")
            self.related[source] = found
        for name, root in self.trees.items():
            if name.endswith(".rels"):
                continue
            for node in root.iter():
                for word in ("id", "embed", "link"):
                    key = node.get(REL + word)
                    if key is not None and key not in self.related.get(name, {}):
                        self.fault(name, f"`{local(node)}` names {key}, which is no relation")

    def styles(self):
        root = self.trees["xl/styles.xml"]
        self.order("xl/styles.xml", root, STYLES)
        self.counts("xl/styles.xml", root)
        length = {local(n): len(n) for n in root}
        self.xfs, self.dxfs = length["cellXfs"], length.get("dxfs", 0)
        formats = [n.get("numFmtId") for n in root.iter(MAIN + "numFmt")]
        if len(set(formats)) != len(formats):
            self.fault("xl/styles.xml", "a number format stands twice")
        for xf in root.find(MAIN + "cellXfs"):
            for word, kind in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")):
                if int(xf.get(word)) >= length[kind]:
                    self.fault("xl/styles.xml", f"{word} {xf.get(word)} of {length[kind]}")
            if int(xf.get("numFmtId")) >= 164 and xf.get("numFmtId") not in formats:
                self.fault("xl/styles.xml", f"number format {xf.get('numFmtId')} is not there")

    def strings(self):
        root = self.trees.get("xl/sharedStrings.xml")
        self.shared = [shown(n) for n in root] if root is not None else []
        self.used = 0
        if root is not None and int(root.get("uniqueCount")) != len(self.shared):
            self.fault("xl/sharedStrings.xml", "`uniqueCount` is not the number of strings")

    def workbook(self):
        part = "xl/workbook.xml"
        sheets = self.book.find(MAIN + "sheets")
        self.names = [n.get("name") for n in sheets]
        if len({n.lower() for n in self.names}) != len(self.names):
            self.fault(part, "two sheets share a name")
        if len({n.get("sheetId") for n in sheets}) != len(self.names):
            self.fault(part, "two sheets share an id")
        for name in self.names:
            if len(name.encode("utf-16-le")) > 62 or re.search(r"[\[\]:*?/\\]", name) or name.strip("'") != name:
                self.fault(part, f"{name!r} is no name for a sheet")
        seen = set()
        for node in self.book.iter(MAIN + "definedName"):
            key = (node.get("name").lower(), node.get("localSheetId"))
            if key in seen:
                self.fault(part, f"the name {key[0]} stands twice")
            seen.add(key)
            if not re.match(r"[A-Za-z_\\][\w.\\]*$", node.get("name")) or CELL.match(node.get("name")):
                self.fault(part, f"{node.get('name')!r} is no name")
            if node.get("localSheetId") and int(node.get("localSheetId")) >= len(self.names):
                self.fault(part, f"the name {node.get('name')} is of a sheet that is not there")
            self.reference(part, node.text)
        self.files = {self.related[part][n.get(REL + "id")].split("/")[-1]: n.get("name") for n in sheets}

    def reference(self, part, text):
        for quoted, plain in re.findall(r"'((?:[^']|'')+)'!|([^\s,'!()+*/&=<>-]+)!", text or ""):
            name = quoted.replace("''", "'") or plain
            if name not in self.names:
                self.fault(part, f"{text} leads to a sheet that is not there")

    def worksheet(self, part):
        root = self.trees[part]
        self.order(part, root, SHEET, repeated=("conditionalFormatting",))
        self.counts(part, root)
        texts = {}
        last_row = 0
        for row in root.find(MAIN + "sheetData"):
            number = int(row.get("r"))
            if number <= last_row:
                self.fault(part, f"row {number} stands below row {last_row}")
            last_row, last_column = number, 0
            for cell in row:
                place = CELL.match(cell.get("r"))
                if int(place[2]) != number or column(place[1]) <= last_column:
                    self.fault(part, f"{cell.get('r')} stands in row {number} behind column {last_column}")
                last_column = column(place[1])
                self.order(part, cell, ["f", "v", "is"])
                if int(cell.get("s", "0")) >= self.xfs:
                    self.fault(part, f"{cell.get('r')} has style {cell.get('s')} of {self.xfs}")
                self.cell(part, cell, texts)
        self.rest(part, root, texts)

    def cell(self, part, cell, texts):
        place, kind = cell.get("r"), cell.get("t", "n")
        value, formula = cell.find(MAIN + "v"), cell.find(MAIN + "f")
        if kind not in ("n", "s", "str", "b", "inlineStr", "e"):
            self.fault(part, f"{place} is of kind {kind}")
        if kind == "e":
            self.fault(part, f"{place} shows {value.text}")
        if formula is not None:
            if value is None or value.text is None and kind != "str":
                self.fault(part, f"{place} has a formula without a value")
            if not formula.text or formula.text.startswith("="):
                self.fault(part, f"{place} has no good formula")
            if len(formula.text or "") > 8192:
                self.fault(part, f"{place} has a formula of more than 8,192 characters")
            self.reference(part, re.sub(r'"(?:[^"]|"")*"', "", formula.text or ""))
        if kind == "s":
            self.used += 1
            if int(value.text) >= len(self.shared):
                self.fault(part, f"{place} shows string {value.text} of {len(self.shared)}")
            else:
                texts[place] = self.shared[int(value.text)]
        elif kind == "inlineStr":
            texts[place] = shown(cell)
        elif kind == "str":
            texts[place] = value.text or ""
        elif value is not None:
            try:
                float(value.text)
            except (TypeError, ValueError):
                self.fault(part, f"{place} holds {value.text!r}, which is no number")
        if len(texts.get(place, "").encode("utf-16-le")) > 2 * 32767:
            self.fault(part, f"{place} holds more than 32,767 characters")

    def rest(self, part, root, texts):
        columns = [(int(n.get("min")), int(n.get("max"))) for n in root.iter(MAIN + "col")]
        if any(b[0] <= a[1] for a, b in zip(columns, columns[1:])):
            self.fault(part, "columns are out of order")
        priorities = []
        for rule in root.iter(MAIN + "cfRule"):
            priorities.append(rule.get("priority"))
            if rule.get("dxfId") and int(rule.get("dxfId")) >= self.dxfs:
                self.fault(part, f"a rule has format {rule.get('dxfId')} of {self.dxfs}")
        if len(set(priorities)) != len(priorities):
            self.fault(part, "two rules share a priority")
        for validation in root.iter(MAIN + "dataValidation"):
            first = validation.find(MAIN + "formula1")
            if first is not None and (first.text or "").startswith('"') and len(first.text) > 257:
                self.fault(part, "a list of more than 255 characters")
            for word, limit in (("promptTitle", 32), ("prompt", 255), ("errorTitle", 32), ("error", 255)):
                if len(validation.get(word, "")) > limit:
                    self.fault(part, f"`{word}` of more than {limit} characters")
        links = [n.get("ref") for n in root.iter(MAIN + "hyperlink")]
        if len(links) > 65530 or len(set(links)) != len(links):
            self.fault(part, f"{len(links)} links, {len(set(links))} of them apart")
        for node in root.iter(MAIN + "hyperlink"):
            self.reference(part, node.get("location"))
        filtered = root.find(MAIN + "autoFilter")
        own = self.files.get(part.split("/")[-1])
        if filtered is not None:
            hidden = [n for n in self.book.iter(MAIN + "definedName") if n.get("name") == "_xlnm._FilterDatabase"
                      and self.names[int(n.get("localSheetId"))] == own]
            if len(hidden) != 1:
                self.fault(part, "a filter without its name")
        for node in root.iter(MAIN + "tablePart"):
            self.table(part, self.related[part][node.get(REL + "id")], texts)
        footer = root.find(f"{MAIN}headerFooter/{MAIN}oddFooter")
        if footer is not None and len(footer.text or "") > 255:
            self.fault(part, "a footer of more than 255 characters")

    def table(self, part, target, texts):
        name = posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
        root = self.trees[name]
        top, left, bottom, right = corners(root.get("ref"))
        names = [n.get("name") for n in root.iter(MAIN + "tableColumn")]
        if len({n.lower() for n in names}) != len(names):
            self.fault(name, "two columns share a name")
        if len(names) != right - left + 1 or bottom <= top:
            self.fault(name, f"{len(names)} columns in {root.get('ref')}")
        for at, word in enumerate(names):
            letters, n = "", left + at
            while n:
                n, rest = divmod(n - 1, 26)
                letters = chr(65 + rest) + letters
            if texts.get(f"{letters}{top}") != word:
                self.fault(name, f"the column {word!r} has the header {texts.get(f'{letters}{top}')!r}")

    def chart(self, part):
        root = self.trees[part]
        for node in root.iter():
            if node.tag in (CHART + "catAx", CHART + "valAx"):
                self.order(part, node, AXIS)
            if node.tag == CHART + "ser":
                self.order(part, node, SERIES, repeated=("dPt",))
            if node.tag == CHART + "f":
                self.reference(part, node.text)
        for series in root.iter(CHART + "ser"):
            spans = [corners(f.text.rpartition("!")[2]) for f in series.iter(CHART + "f") if ":" in (f.text or "")]
            if len({s[2] - s[0] for s in spans if s}) > 1:
                self.fault(part, "categories and values are not of one length")
        if not root.findall(f".//{CHART}title"):
            self.fault(part, "no title")


def plant(kind, path):
    changes = {
        "style": ("xl/worksheets/sheet1.xml", rb' s="\d+"', b' s="9999"'),
        "order": ("xl/worksheets/sheet1.xml", rb"(<sheetData.*</sheetData>)(.*)(<pageMargins[^>]*/>)", rb"\3\1\2"),
        "link": ("xl/worksheets/sheet1.xml", rb'location="[^"]*"', b"location=\"'gone'!A1\""),
        "value": ("xl/worksheets/sheet1.xml", rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?>)<v>[^<]*</v>', rb"\1<v>one</v>"),
    }
    part, old, new = changes[kind]
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(path + ".planted", "w") as broken:
        for entry in package.infolist():
            data = package.read(entry)
            broken.writestr(entry, re.sub(old, new, data, count=1, flags=re.S) if entry.filename == part else data)
    shutil.move(path + ".planted", path)


def main():
    if sys.argv[1] == "plant":
        return plant(sys.argv[2], sys.argv[3])
    found = [(path, fault) for path in sys.argv[1:] for fault in Package(path).look()]
    for path, fault in found[:40]:
        print(f"{os.path.basename(path)}: {fault}")
    sys.exit(1 if found else 0)


main()
