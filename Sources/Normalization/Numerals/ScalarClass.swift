import Lexicons

/// What a scalar may begin, by table: the scanner reads one byte per scalar and goes on.
enum ScalarClass {
    static let other: UInt8 = 0
    /// 0–9 and full-width ０–９.
    static let digit: UInt8 = 1
    /// 零–九 and their other forms; the value is the digit.
    static let hanDigit: UInt8 = 2
    /// 十百千; the value is the power of ten.
    static let hanSmall: UInt8 = 3
    /// 廿卅卌; the value is the number of tens.
    static let hanTens: UInt8 = 4
    /// 万亿兆; the value is the power of ten.
    static let hanBig: UInt8 = 5
    static let letter: UInt8 = 6
    /// $ ￥ € and the like.
    static let currency: UInt8 = 7
    /// 第 翻 半 几 数 《 ± ① ½ and other marks with a rule of their own.
    static let mark: UInt8 = 8
}

/// Scalars that rules name.
enum Mark {
    static let ordinal: UInt32 = 0x7B2C  // 第
    static let doubling: UInt32 = 0x7FFB  // 翻
    static let half: UInt32 = 0x534A  // 半
    static let pairUp: UInt32 = 0x5BF9, pairUpTraditional: UInt32 = 0x5C0D  // 对 對
    static let few: UInt32 = 0x51E0, fewTraditional: UInt32 = 0x5E7E  // 几 幾
    static let several: UInt32 = 0x6570, severalTraditional: UInt32 = 0x6578  // 数 數
    static let titleOpen: UInt32 = 0x300A, titleClose: UInt32 = 0x300B  // 《 》
    static let plusMinus: UInt32 = 0xB1  // ±
    static let many: UInt32 = 0x591A  // 多
    static let rest: UInt32 = 0x4F59, restTraditional: UInt32 = 0x9918  // 余 餘
    static let come: UInt32 = 0x6765, comeTraditional: UInt32 = 0x4F86  // 来 來
    static let point: UInt32 = 0x70B9, pointTraditional: UInt32 = 0x9EDE  // 点 點
    static let minusWord: UInt32 = 0x8D1F  // 负
    static let year: UInt32 = 0x5E74, month: UInt32 = 0x6708, day: UInt32 = 0x65E5, number: UInt32 = 0x53F7
    static let numberTraditional: UInt32 = 0x865F  // 號
    static let each: UInt32 = 0x6BCF  // 每
    static let parts: UInt32 = 0x5206, of: UInt32 = 0x4E4B  // 分 之
    static let hour: UInt32 = 0x65F6, hourTraditional: UInt32 = 0x6642  // 时 時
    static let one: UInt32 = 0x4E00  // 一
    static let enumeration: UInt32 = 0x3001  // 、
    static let grade: UInt32 = 0x7EA7, gradeTraditional: UInt32 = 0x7D1A  // 级
}

/// Tests that need no table.
enum Scalars {
    @inline(__always) static func isASCIIDigit(_ c: UInt32) -> Bool { c &- 48 <= 9 }
    @inline(__always) static func isLetter(_ c: UInt32) -> Bool { (c | 32) &- 97 <= 25 }
    @inline(__always) static func isHan(_ c: UInt32) -> Bool { (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) }
    @inline(__always) static func isBlank(_ c: UInt32) -> Bool { c == 32 || c == 0xA0 || c == 9 || c == 0x3000 || c == 0x202F || c == 0x2009 }
    /// What a name leaves out that is cut over lines or spaced.
    @inline(__always) static func isSpace(_ c: UInt32) -> Bool { c == 32 || c == 10 || c == 13 || c == 9 || c == 0x3000 }
    @inline(__always) static func isBreak(_ c: UInt32) -> Bool { c == 10 || c == 13 }

    /// The value of a digit, ASCII or full-width, or `nil`.
    @inline(__always) static func digit(_ c: UInt32) -> Int64? {
        if c &- 48 <= 9 { return Int64(c &- 48) }
        if c &- 0xFF10 <= 9 { return Int64(c &- 0xFF10) }
        return nil
    }

    /// The value of a Chinese numeral of one scalar up to ten, or `nil`.
    static func hanNumeral(_ c: UInt32) -> Int? {
        switch c {
        case "〇", "零", "○": return 0
        case "一": return 1
        case "二", "两": return 2
        case "三": return 3
        case "四": return 4
        case "五": return 5
        case "六": return 6
        case "七": return 7
        case "八": return 8
        case "九": return 9
        case "十": return 10
        default: return nil
        }
    }

    /// The value of a superscript digit, or `nil`.
    static func superscript(_ c: UInt32) -> Int? {
        switch c {
        case 0x2070: 0
        case 0xB9: 1
        case 0xB2: 2
        case 0xB3: 3
        case 0x2074...0x2079: Int(c - 0x2070)
        default: nil
        }
    }

    static func isDash(_ c: UInt32) -> Bool {
        switch c {
        case 0x2D, 0x2010...0x2015, 0x2212, 0xFF0D, 0x7E, 0xFF5E, 0x301C, 0x223C, 0x2500: true
        default: false
        }
    }

    /// - , − and －, which may be a sign.
    @inline(__always) static func isMinus(_ c: UInt32) -> Bool { c == 0x2D || c == 0x2212 || c == 0xFF0D }

    /// （ and (.
    @inline(__always) static func opensBracket(_ c: UInt32) -> Bool { c == 0xFF08 || c == 0x28 }

    /// ） and ).
    @inline(__always) static func closesBracket(_ c: UInt32) -> Bool { c == 0xFF09 || c == 0x29 }

    @inline(__always) static func isOpenQuote(_ c: UInt32) -> Bool { (c == 0x22 || c &- 0x2018 <= 0x3010 - 0x2018) && opensQuote(c) }

    private static func opensQuote(_ c: UInt32) -> Bool {
        c == 0x201C || c == 0x2018 || c == 0x300C || c == 0x300E || c == 0x300A || c == 0x22 || c == 0x3008 || c == 0x3010
    }

    @inline(__always) static func isCloseQuote(_ c: UInt32) -> Bool { (c == 0x22 || c &- 0x2018 <= 0x3011 - 0x2018) && closesQuote(c) }

    private static func closesQuote(_ c: UInt32) -> Bool {
        c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F || c == 0x300B || c == 0x22 || c == 0x3009 || c == 0x3011
    }

    /// ，。； end the search for a quotation mark.
    @inline(__always) static func endsQuotation(_ c: UInt32) -> Bool { c == 0xFF0C || c == 0x3002 || c == 0xFF1B }
}
