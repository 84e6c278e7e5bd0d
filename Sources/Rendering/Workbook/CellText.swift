/// Text as an XLSX cell can hold it.
package enum CellText {
    package static let longest = 32_767

    /// Escapes what XML cannot hold and what a reader would take for an escape, and cuts at 32,767 UTF-16 units.
    ///
    /// `_x0041_` in data would come back as `A`: its underscore becomes `_x005F_`. Control characters, U+FFFE and
    /// U+FFFF become `_xHHHH_`; NUL too, which would end a C string. Readers of the format undo all of these.
    package static func safe(_ text: String) -> (text: String, wasCut: Bool) {
        if isPlain(text) { return (text, false) }
        var out = String.UnicodeScalarView()
        var units = 0
        let scalars = Array(text.unicodeScalars)
        var cut = false
        for (index, scalar) in scalars.enumerated() {
            units += scalar.value > 0xFFFF ? 2 : 1
            if units > longest {
                cut = true
                break
            }
            let v = scalar.value
            if v < 0x20 && v != 0x09 && v != 0x0A || v == 0xFFFE || v == 0xFFFF {
                out.append(contentsOf: escape(v).unicodeScalars)
            } else if scalar == "_", looksLikeEscape(scalars, index) {
                out.append(contentsOf: "_x005F_".unicodeScalars)
            } else {
                out.append(scalar)
            }
        }
        return (String(out), cut)
    }

    /// Text that needs nothing done, the common case, found in one walk over the bytes.
    private static func isPlain(_ text: String) -> Bool {
        guard text.utf8.count <= longest else { return false }
        return text.utf8.allSatisfy { byte in
            byte >= 0x20 && byte != 0x5F && byte != 0xEF || byte == 0x09 || byte == 0x0A
        }
    }

    private static func escape(_ value: UInt32) -> String {
        let hex = String(value, radix: 16, uppercase: true)
        return "_x" + String(repeating: "0", count: 4 - hex.count) + hex + "_"
    }

    private static func looksLikeEscape(_ scalars: [Unicode.Scalar], _ at: Int) -> Bool {
        guard at + 6 < scalars.count, scalars[at + 1] == "x", scalars[at + 6] == "_" else { return false }
        return scalars[(at + 2)...(at + 5)].allSatisfy { $0.properties.isASCIIHexDigit }
    }
}
