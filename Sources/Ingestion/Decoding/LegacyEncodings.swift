import CUchardet

/// Tells the encodings without a mark apart by how likely their reading is Chinese.
enum LegacyEncodings {
    /// What strict reading of a sample as a double-byte encoding shows.
    struct Reading {
        /// Share of the sequences beyond ASCII that are everyday characters or punctuation.
        var likelihood: Double
        /// Bytes that fit no sequence, by sequence.
        var damage: Double
    }

    /// GB18030: level-one characters of GB 2312 (B0–D7) and its symbols (A1–A3) are everyday.
    static func gb18030(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading {
        var everyday = 0
        var sequences = 0
        var bad = 0
        var i = 0
        while i < bytes.count {
            let b = bytes[i]
            if b < 0x80 {
                i += 1
                continue
            }
            guard b >= 0x81, b <= 0xFE, i + 1 < bytes.count else {
                if i + 1 < bytes.count { bad += 1 }
                i += 1
                continue
            }
            let c = bytes[i + 1]
            if c >= 0x30, c <= 0x39 {
                if i + 3 < bytes.count, bytes[i + 2] >= 0x81, bytes[i + 2] <= 0xFE, bytes[i + 3] >= 0x30,
                    bytes[i + 3] <= 0x39
                {
                    sequences += 1
                    i += 4
                } else {
                    bad += 1
                    i += 1
                }
                continue
            }
            guard c >= 0x40, c != 0x7F, c != 0xFF else {
                bad += 1
                i += 1
                continue
            }
            sequences += 1
            if c >= 0xA1, (0xB0...0xD7).contains(b) || (0xA1...0xA3).contains(b) { everyday += 1 }
            i += 2
        }
        return Reading(likelihood: share(everyday, sequences), damage: share(bad, sequences))
    }

    /// Big5: level one (A4–C6) and symbols (A1–A3) are everyday.
    static func big5(_ bytes: UnsafeBufferPointer<UInt8>) -> Reading {
        var everyday = 0
        var sequences = 0
        var bad = 0
        var i = 0
        while i < bytes.count {
            let b = bytes[i]
            if b < 0x80 {
                i += 1
                continue
            }
            guard b >= 0x81, b <= 0xFE, i + 1 < bytes.count else {
                if i + 1 < bytes.count { bad += 1 }
                i += 1
                continue
            }
            let c = bytes[i + 1]
            guard (0x40...0x7E).contains(c) || (0xA1...0xFE).contains(c) else {
                bad += 1
                i += 1
                continue
            }
            sequences += 1
            if (0xA1...0xC6).contains(b) { everyday += 1 }
            i += 2
        }
        return Reading(likelihood: share(everyday, sequences), damage: share(bad, sequences))
    }

    private static func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }

    /// UTF-16 without a mark: the byte order whose units are the likelier text, or `nil`.
    static func utf16(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard bytes.count >= 4, bytes.count % 2 == 0 else { return nil }
        var little = 0
        var big = 0
        let units = min(bytes.count / 2, 8_192)
        for k in 0..<units {
            let a = UInt16(bytes[2 * k])
            let b = UInt16(bytes[2 * k + 1])
            if isEveryday(b << 8 | a) { little += 1 }
            if isEveryday(a << 8 | b) { big += 1 }
        }
        let best = max(little, big)
        // Han by chance: a third of all unit values; text in UTF-8 or GB18030 stays well below
        guard Double(best) > 0.9 * Double(units), Double(min(little, big)) < 0.7 * Double(best) else { return nil }
        return little > big ? "UTF-16LE" : "UTF-16BE"
    }

    private static func isEveryday(_ unit: UInt16) -> Bool {
        switch unit {
        case 9, 10, 13, 0x20...0x7E: return true
        case 0x4E00...0x9FA5: return true
        case 0x3000...0x3011, 0xFF01...0xFF5E, 0x2010...0x2030, 0xB0...0xF7: return true
        default: return false
        }
    }

    /// What uchardet thinks of a sample; empty where it has no opinion.
    static func advice(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        guard let base = bytes.baseAddress, let detector = uchardet_new() else { return "" }
        defer { uchardet_delete(detector) }
        let failed = base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
            uchardet_handle_data(detector, $0, min(bytes.count, 65_536)) != 0
        }
        if failed { return "" }
        uchardet_data_end(detector)
        return uchardet_get_charset(detector).map { String(cString: $0) } ?? ""
    }
}
