/// Text made safe for HTML.
enum HTMLText {
    static func escaped(_ text: String) -> String {
        var out = ""
        out.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default:
                let v = scalar.value
                let isControl = v < 0x20 && v != 0x09 && v != 0x0A || v == 0x7F || v == 0xFFFE || v == 0xFFFF
                out.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
            }
        }
        return out
    }

    /// A name for `id` and `#…`: ASCII letters, digits, `-` and `_`; anything else as its code.
    static func anchor(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            let v = scalar.value
            let plain = (v >= 48 && v <= 57) || (v >= 65 && v <= 90) || (v >= 97 && v <= 122) || v == 45 || v == 95
            return plain ? String(scalar) : "." + String(v, radix: 16)
        }.joined()
    }

    /// A relative path as an address: everything but unreserved characters percent-encoded, byte by byte.
    static func address(_ path: String) -> String {
        path.utf8.map { byte in
            let plain =
                (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)
                || [45, 46, 95, 126, 47].contains(byte)
            let hex = String(byte, radix: 16, uppercase: true)
            return plain ? String(UnicodeScalar(byte)) : "%" + (hex.utf8.count < 2 ? "0" : "") + hex
        }.joined()
    }
}
