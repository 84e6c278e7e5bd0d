import Facts

/// How the parts of a workbook point to each other.
struct WorkbookRelations {
    let container: ZipContainer
    let place: String

    struct Target {
        /// The last word of the relation's type.
        var type: String
        var part: String
    }

    /// Relations of a part by their id; of the whole file for the empty name.
    func targets(from part: String) throws -> [String: Target] {
        let slash = part.lastIndex(of: "/")
        let folder = slash.map { String(part[..<$0]) } ?? ""
        let file = slash.map { String(part[part.index(after: $0)...]) } ?? part
        let path = (folder.isEmpty ? "" : folder + "/") + "_rels/\(file).rels"
        guard let bytes = try container.bytes(of: path) else { return [:] }
        var all: [String: Target] = [:]
        let xml = try XMLPull(bytes, place: place)
        while let node = try xml.next() {
            guard node == .start("Relationship") else { continue }
            let attributes = xml.attributes()
            guard let id = attributes["Id"], let target = attributes["Target"], attributes["TargetMode"] != "External" else { continue }
            let type = (attributes["Type"] ?? "").split(separator: "/").last.map(String.init) ?? ""
            all[id] = Target(type: type, part: Self.resolve(target, in: folder))
        }
        return all
    }

    func target(ofType type: String, from part: String) throws -> String? {
        try targets(from: part).values.filter { $0.type == type }.map(\.part).min()
    }

    private static func resolve(_ target: String, in folder: String) -> String {
        if target.hasPrefix("/") { return String(target.dropFirst()) }
        var parts = folder.split(separator: "/").map(String.init)
        for word in target.split(separator: "/") where word != "." {
            if word == ".." { _ = parts.popLast() } else { parts.append(String(word)) }
        }
        return parts.joined(separator: "/")
    }
}

enum WorkbookStrings {
    /// The table of shared strings, empty where the file has none.
    static func shared(in container: ZipContainer, part: String, place: String) throws -> [String] {
        guard !part.isEmpty, let bytes = try container.bytes(of: part) else { return [] }
        var all: [String] = []
        let xml = try XMLPull(bytes, place: place)
        while let node = try xml.next() {
            guard node == .start("si") else { continue }
            all.append(plain(try xml.textContent(of: "si", without: ["rPh", "phoneticPr"])))
        }
        return all
    }

    /// `_x000D_` as the character that it stands for.
    static func plain(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        let scalars = Array(text.unicodeScalars)
        var out = String.UnicodeScalarView(), at = 0
        while at < scalars.count {
            if scalars[at] == "_", at + 6 < scalars.count, scalars[at + 1] == "x", scalars[at + 6] == "_",
                let value = UInt32(String(String.UnicodeScalarView(scalars[(at + 2)...(at + 5)])), radix: 16),
                let scalar = Unicode.Scalar(value)
            {
                out.append(scalar)
                at += 7
            } else {
                out.append(scalars[at])
                at += 1
            }
        }
        return String(out)
    }
}

/// What a cell's format says of its number.
enum WorkbookStyles {
    enum Format: Sendable { case plain, percent, date }

    /// By the style number that cells carry.
    static func formats(in container: ZipContainer, part: String, place: String) throws -> [Format] {
        guard !part.isEmpty, let bytes = try container.bytes(of: part) else { return [] }
        var codes: [String: String] = [:], all: [Format] = []
        var isInCells = false
        let xml = try XMLPull(bytes, place: place)
        while let node = try xml.next() {
            switch node {
            case .start("numFmt"):
                let attributes = xml.attributes()
                if let id = attributes["numFmtId"] { codes[id] = attributes["formatCode"] ?? "" }
            case .start("cellXfs"): isInCells = true
            case .end("cellXfs"): isInCells = false
            case .start("xf") where isInCells:
                let id = xml.attributes()["numFmtId"] ?? "0"
                all.append(format(Int(id) ?? 0, codes[id]))
            default: continue
            }
        }
        return all
    }

    static func format(_ id: Int, _ code: String?) -> Format {
        guard let code else {
            switch id {
            case 9, 10: return .percent
            // those of the Far East included (ECMA-376 part 1, 18.8.30)
            case 14...17, 22, 27...31, 36, 50...54, 57, 58: return .date
            default: return .plain
            }
        }
        // words in quotes or brackets and escaped characters say nothing of the kind
        var isQuoted = false, isBracketed = false, isEscaped = false, letters = ""
        for character in code {
            if isEscaped { isEscaped = false; continue }
            switch character {
            case "\\", "_", "*": if !isQuoted { isEscaped = true }
            case "\"": isQuoted.toggle()
            case "[" where !isQuoted: isBracketed = true
            case "]" where !isQuoted: isBracketed = false
            default: if !isQuoted, !isBracketed { letters.append(character) }
            }
        }
        let lower = letters.lowercased()
        if lower.contains("%") { return .percent }
        if lower.contains("general") { return .plain }
        return lower.contains { "yd".contains($0) } || lower.contains("mmm") || lower.contains("年") ? .date : .plain
    }
}

enum WorkbookNumber {
    /// Plain digits of a double, to the 15 that spreadsheet programs keep.
    static func digits(_ number: Double) -> String {
        let short = ExactDecimal(String(number))
        guard let short, short.coefficient.magnitude > 999_999_999_999_999 else { return short?.description ?? String(number) }
        var digits = short
        // rounded to 15 significant digits: 0.30000000000000004 was 0.3 when it was typed
        let excess = String(short.coefficient.magnitude).count - 15
        digits = short.rounded(digits: -(Int(short.exponent) + excess))
        return digits.description
    }

    /// Days since the end of 1899, whose 29 February 1900 never was.
    static func day(_ serial: Double, startsIn1904: Bool) -> CalendarDay? {
        guard serial >= 1, serial < 2_958_466 else { return nil }
        var days = Int(serial.rounded(.down)) + (startsIn1904 ? 1462 : 0)
        if days < 61 { days += 1 }
        // civil date of a day count from 0000-03-01 (H. Hinnant, "chrono-compatible low-level date algorithms")
        let shifted = days + 693_899
        let era = shifted / 146_097, ofEra = shifted % 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let month = (5 * ofYear + 2) / 153
        return CalendarDay(
            year: year + era * 400 + (month >= 10 ? 1 : 0), month: month < 10 ? month + 3 : month - 9,
            day: ofYear - (153 * month + 2) / 5 + 1)
    }
}

enum WorkbookProperties {
    static func read(_ relations: WorkbookRelations, container: ZipContainer, place: String) throws -> WorkbookFile.Properties {
        var found = WorkbookFile.Properties()
        let targets = try relations.targets(from: "").values
        if let part = targets.first(where: { $0.type == "core-properties" })?.part, let bytes = try container.bytes(of: part) {
            let xml = try XMLPull(bytes, place: place)
            while let node = try xml.next() {
                if node == .start("modified") { found.modified = try xml.textContent(of: "modified") }
                if node == .start("lastModifiedBy") { found.modifiedBy = try xml.textContent(of: "lastModifiedBy") }
            }
        }
        if let part = targets.first(where: { $0.type == "custom-properties" })?.part, let bytes = try container.bytes(of: part) {
            let xml = try XMLPull(bytes, place: place)
            while let node = try xml.next() {
                guard node == .start("property"), let name = xml.attributes()["name"] else { continue }
                found.custom[name] = try xml.textContent(of: "property").trimmingWhitespace
            }
        }
        return found
    }
}

extension String {
    fileprivate var trimmingWhitespace: String {
        var text = self[...]
        while let first = text.unicodeScalars.first, first.properties.isWhitespace { text.removeFirst() }
        while let last = text.unicodeScalars.last, last.properties.isWhitespace { text.removeLast() }
        return String(text)
    }
}
