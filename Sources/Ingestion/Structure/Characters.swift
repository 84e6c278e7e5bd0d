/// Classes of scalars that the structure of a page is read from.
enum Characters {
    @inline(__always)
    static func isHan(_ c: UInt32) -> Bool {
        (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF)
            || (c >= 0xF900 && c <= 0xFAFF)
    }

    @inline(__always)
    static func isSpace(_ c: UInt32) -> Bool {
        c == 0x20 || c == 9 || c == 0x3000 || c == 0xA0 || c == 13 || c == 0xFEFF || c == 0x200B
            || (c >= 0x2000 && c <= 0x200A)
    }

    @inline(__always)
    static func isLineBreak(_ c: UInt32) -> Bool {
        c == 10 || c == 12 || c == 0x0B || c == 0x85 || c == 0x2028 || c == 0x2029
    }

    static func isDigit(_ c: UInt32) -> Bool { (c >= 0x30 && c <= 0x39) || (c >= 0xFF10 && c <= 0xFF19) }

    /// The value of an ASCII or full-width digit.
    static func digit(_ c: UInt32) -> Int? {
        if c >= 0x30, c <= 0x39 { return Int(c - 0x30) }
        if c >= 0xFF10, c <= 0xFF19 { return Int(c - 0xFF10) }
        return nil
    }

    static func isLatin(_ c: UInt32) -> Bool {
        (c >= 0x41 && c <= 0x5A) || (c >= 0x61 && c <= 0x7A) || (c >= 0xC0 && c <= 0x24F) || (c >= 0x400 && c <= 0x4FF)
    }

    static func isWordly(_ c: UInt32) -> Bool { isHan(c) || isDigit(c) || isLatin(c) }

    /// 。！？!?… and the full stop of Latin text.
    static func endsSentence(_ c: UInt32) -> Bool {
        switch c {
        case 0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F, 0x2026, 0xFF61: return true
        default: return false
        }
    }

    /// Closing quotes and brackets, full and half width.
    static func isCloser(_ c: UInt32) -> Bool {
        switch c {
        case 0x201D, 0x2019, 0x300D, 0x300F, 0xFF09, 0x29, 0x300B, 0x3011, 0x3015, 0x5D, 0xFF3D, 0x3009, 0x22:
            return true
        default: return false
        }
    }

    /// The opener that `c` closes, or `nil`. Straight quotes are not paired.
    static func opener(of c: UInt32) -> UInt32? {
        switch c {
        case 0x201D: return 0x201C
        case 0x2019: return 0x2018
        case 0x300D: return 0x300C
        case 0x300F: return 0x300E
        case 0xFF09, 0x29: return 0xFF08
        case 0x300B: return 0x300A
        case 0x3011: return 0x3010
        case 0x3015: return 0x3014
        case 0x3009: return 0x3008
        default: return nil
        }
    }

    static func isOpener(_ c: UInt32) -> Bool {
        switch c {
        case 0x201C, 0x2018, 0x300C, 0x300E, 0xFF08, 0x28, 0x300A, 0x3010, 0x3014, 0x3008: return true
        default: return false
        }
    }

    /// Both widths of a round bracket count as one kind.
    static func openerKind(_ c: UInt32) -> UInt32 { c == 0x28 ? 0xFF08 : c }

    /// Commas, colons and stops: what parts clauses.
    static func isPunctuation(_ c: UInt32) -> Bool {
        switch c {
        case 0xFF0C, 0x3001, 0xFF1B, 0xFF1A, 0x3002, 0xFF01, 0xFF1F, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x2026, 0x2014:
            return true
        default: return false
        }
    }

    static let comma: UInt32 = 0xFF0C
    static let pause: UInt32 = 0x3001
    static let stop: UInt32 = 0x3002
    static let colon: UInt32 = 0xFF1A
    static let semicolon: UInt32 = 0xFF1B

    /// Columns of a fixed-width display.
    @inline(__always)
    static func width(_ c: UInt32) -> Int {
        c < 0x1100
            ? (c == 9 ? 4 : 1) : (c >= 0x2E80 && c < 0xFF61) || c >= 0xFFE0 ? 2 : c >= 0x2000 && c < 0x2E80 ? 2 : 1
    }
}
