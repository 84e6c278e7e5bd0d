/// Where the scalars stand that names are looked for at, found in one pass: each finder looks at its own alone.
struct Landmarks: Sendable {
    /// （ and (.
    private(set) var brackets: [Int] = []
    /// Each line without the mark that ends it.
    private(set) var lines: [Range<Int>] = []
    /// 村.
    private(set) var villages: [Int] = []
    /// 镇 and 乡.
    private(set) var towns: [Int] = []
    /// 家, 、 and 业: what groups without a name hold.
    private(set) var groups: [Int] = []
    /// A to Z.
    private(set) var capitals: [Int] = []

    init(of text: UnsafeBufferPointer<UInt32>) {
        var start = 0
        for i in text.indices {
            let c = text[i]
            // most scalars are none of them, and one look at the low six bits says so
            guard Self.lows >> UInt64(c & 63) & 1 != 0 || c < 0x80 else { continue }
            switch c {
            case "（", "(": brackets.append(i)
            case "\n":
                lines.append(start..<i)
                start = i + 1
            case "村": villages.append(i)
            case "镇", "乡": towns.append(i)
            case "家", "、", "业": groups.append(i)
            case 0x41...0x5A: capitals.append(i)
            default: break
            }
        }
        if start < text.count { lines.append(start..<text.count) }
    }

    private static let lows: UInt64 = {
        var bits: UInt64 = 0
        for c in "（村镇乡家、业".unicodeScalars { bits |= 1 << UInt64(c.value & 63) }
        return bits
    }()
}
