/// Columns that text takes on a terminal or in a spreadsheet cell: two for East Asian wide forms.
///
/// - Note: UAX #11, wide and full-width ranges of Unicode 15; ambiguous characters count as wide
///   only where Chinese fonts draw them so (quotation marks, dashes, ellipsis), by `cjk`.
public enum DisplayWidth {
    public static func of(_ scalar: Unicode.Scalar, cjk: Bool = false) -> Int {
        let v = scalar.value
        if v < 0x300 {
            if v < 0x20 || (v >= 0x7F && v < 0xA0) { return 0 }
            return cjk && (v == 0xB7 || v == 0xB1 || v == 0xD7 || v == 0xF7 || v == 0xB0) ? 2 : 1
        }
        if (0x300...0x36F).contains(v) || v == 0x200B || v == 0xFEFF || (0xFE00...0xFE0F).contains(v) { return 0 }
        if (0x1100...0x115F).contains(v) || (0x2E80...0x303E).contains(v) || (0x3041...0xA4CF).contains(v)
            || (0xAC00...0xD7A3).contains(v) || (0xF900...0xFAFF).contains(v) || (0xFE30...0xFE6F).contains(v)
            || (0xFF00...0xFF60).contains(v) || (0xFFE0...0xFFE6).contains(v) || (0x1F300...0x1FAFF).contains(v)
            || (0x20000...0x3FFFD).contains(v)
        {
            return 2
        }
        if cjk, (0x2010...0x2027).contains(v) || (0x2030...0x203B).contains(v) || (0x2460...0x24FF).contains(v)
            || (0x2190...0x2199).contains(v) || (0x2500...0x25FF).contains(v)
        {
            return 2
        }
        return 1
    }

    public static func of(_ text: some StringProtocol, cjk: Bool = false) -> Int {
        text.unicodeScalars.reduce(0) { $0 + of($1, cjk: cjk) }
    }
}
