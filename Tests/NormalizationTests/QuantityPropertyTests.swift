import Facts
import Foundation
import Normalization
import SeededRandom
import Testing

/// Writes an integer in the spellings of a Chinese text.
enum NumeralWriter {
    static let simple = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    static let capital = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]
    static let simpleUnits = ["", "十", "百", "千"]
    static let capitalUnits = ["", "拾", "佰", "仟"]

    private static func section(_ n: Int, digits: [String], units: [String]) -> String {
        var text = ""
        var zero = false
        for power in stride(from: 3, through: 0, by: -1) {
            var scale = 1
            for _ in 0..<power { scale *= 10 }
            let d = n / scale % 10
            if d == 0 {
                zero = !text.isEmpty
            } else {
                if zero { text += digits[0] }
                zero = false
                text += digits[d] + units[power]
            }
        }
        return text
    }

    /// 一亿零二百万五千零六 in full.
    static func han(_ n: Int, capital isCapital: Bool = false) -> String {
        let digits = isCapital ? capital : simple, units = isCapital ? capitalUnits : simpleUnits
        if n == 0 { return digits[0] }
        let parts = [(n / 1_0000_0000, "亿"), (n / 1_0000 % 1_0000, "万"), (n % 1_0000, "")]
        var text = ""
        var gap = false
        for (value, unit) in parts {
            if value == 0 {
                gap = !text.isEmpty
                continue
            }
            if !text.isEmpty, gap || value < 1000 { text += digits[0] }
            gap = false
            text += (value >= 10000 ? han(value, capital: isCapital) : section(value, digits: digits, units: units)) + unit
        }
        return text
    }

    /// 十五 for 一十五, as it is said.
    static func spoken(_ n: Int) -> String {
        let text = han(n)
        return text.hasPrefix("一十") ? String(text.dropFirst()) : text
    }

    static func grouped(_ n: Int, by mark: String) -> String {
        let digits = Array(String(n))
        var text = ""
        for (i, d) in digits.enumerated() {
            if i > 0, (digits.count - i) % 3 == 0 { text += mark }
            text.append(d)
        }
        return text
    }

    static func fullWidth(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { s in
            s.value >= 48 && s.value <= 57 ? Unicode.Scalar(s.value - 48 + 0xFF10) ?? s : s
        }))
    }

    /// 3亿5000万6789, with the parts that are not zero.
    static func mixed(_ n: Int) -> String? {
        let yi = n / 1_0000_0000, wan = n / 1_0000 % 1_0000, rest = n % 1_0000
        // a part of few digits is said with 零 or means something else (3万5 is 35000)
        guard yi > 0, wan >= 1000, rest == 0 || rest >= 1000 else { return nil }
        return "\(yi)亿\(wan)万" + (rest == 0 ? "" : "\(rest)")
    }
}

@Suite struct QuantityPropertyTests {
    static func read(_ text: String) throws -> (quantities: [Quantity], text: SourceText) {
        let source = SourceText(text)
        return (try SpecLexicons.scanner.get().quantities(in: source), source)
    }

    static func expect(_ numeral: String, _ value: ExactDecimal) throws {
        for (text, unit) in [("共\(numeral)吨，", "t"), ("（\(numeral)元）", "CNY")] {
            let (found, source) = try read(text)
            let only = found.filter { $0.reason.isEmpty }
            #expect(only.count == 1 && only.first?.low == value && only.first?.high == value && only.first?.unit == unit,
                "\(text): \(found.map { "\(source[$0.span]) = \($0.low) \($0.unit) \($0.reason)" })")
        }
    }

    @Test(arguments: 0..<8)
    func C10_numeralsComeBackFromEverySpelling(_ seed: Int) throws {
        var generator = SeededRandom(seed: UInt64(seed) + 1)
        for _ in 0..<250 {
            var ceiling = 1
            for _ in 0..<Int.random(in: 1...12, using: &generator) { ceiling *= 10 }
            let n = Int.random(in: 11...max(12, ceiling), using: &generator)
            let value = ExactDecimal(n)
            try Self.expect(String(n), value)
            try Self.expect(NumeralWriter.grouped(n, by: ","), value)
            try Self.expect(NumeralWriter.fullWidth(String(n)), value)
            if n >= 1000 { try Self.expect(NumeralWriter.fullWidth(NumeralWriter.grouped(n, by: "，")), value) }
            try Self.expect(NumeralWriter.han(n), value)
            try Self.expect(NumeralWriter.spoken(n), value)
            try Self.expect(NumeralWriter.han(n, capital: true), value)
            if let mixed = NumeralWriter.mixed(n) { try Self.expect(mixed, value) }
        }
    }

    @Test(arguments: 0..<4)
    func C10_decimalsKeepEveryDigit(_ seed: Int) throws {
        var generator = SeededRandom(seed: UInt64(seed) + 77)
        for _ in 0..<250 {
            let whole = Int.random(in: 0...999_999, using: &generator)
            let decimals = Int.random(in: 1...6, using: &generator)
            var fraction = ""
            for _ in 0..<decimals { fraction += String(Int.random(in: 0...9, using: &generator)) }
            let value = try #require(ExactDecimal("\(whole).\(fraction)"))
            for (multiplier, power) in [("", 0), ("万", 4), ("亿", 8), ("万亿", 12)] {
                try Self.expect("\(whole).\(fraction)\(multiplier)", try #require(value.scaled(by: power)))
            }
        }
    }

    @Test(arguments: 0..<40)
    func C10_spansSliceBackOnAnyText(_ seed: Int) throws {
        let pieces = [
            "3", "12", "2020", "0", ".", ",", "，", "。", "、", "-", "—", "~", "/", ":", "：", "×", "10⁻⁶", "^", "±", "%", "％", "‰", "万", "亿", "千", "百", "十",
            "兆", "一", "二", "三", "五", "零", "〇", "两", "半", "几", "数", "多", "余", "来", "点", "分之", "百分之", "成", "倍", "番", "翻", "年", "月", "日", "时", "号", "第", "届",
            "元", "角", "分", "块", "毛", "美元", "吨", "公斤", "千瓦", "千瓦时", "个", "家", "人", "次", "项", "个百分点", "约", "近", "超过", "以上", "以下", "左右", "至", "到", "和", "之间",
            "每", "每吨", "时速", "负", "零下", "度", "（", "）", "(", ")", "“", "”", "《", "》", "\n", "\r", " ", "\t", "A", "WE43", "km", "kg", "million", "twenty", "half", "$", "US$", "￥", "人民币", "技术",
            "从", "增至", "①", "½", "𠀀", "\u{FEFF}", "é",
        ]
        var generator = SeededRandom(seed: UInt64(seed) + 1000)
        for _ in 0..<60 {
            var text = ""
            for _ in 0..<Int.random(in: 1...60, using: &generator) { text += pieces[Int.random(in: 0..<pieces.count, using: &generator)] }
            let (found, source) = try Self.read(text)
            var last = 0
            for q in found {
                #expect(q.span.start >= last && q.span.end > q.span.start && q.span.end <= source.count, "\(text)")
                #expect(q.numeral.start >= q.span.start && q.numeral.end <= q.span.end, "\(text): \(source[q.span])")
                #expect(q.low <= q.high, "\(text): \(source[q.span])")
                #expect(!q.unit.isEmpty || [.number, .ordinal, .date, .time, .count].contains(q.kind), "\(text): \(source[q.span])")
                last = q.span.end
            }
        }
    }

    @Test(arguments: 0..<20)
    func C10_scalarSoupDoesNotCrash(_ seed: Int) throws {
        var generator = SeededRandom(seed: UInt64(seed) + 5000)
        var scalars = ContiguousArray<UInt32>()
        for _ in 0..<4000 {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: scalars.append(UInt32.random(in: 0x20...0x7E, using: &generator))
            case 1: scalars.append(UInt32.random(in: 0x4E00...0x9FFF, using: &generator))
            case 2: scalars.append(UInt32.random(in: 0...0x10FFFF, using: &generator))
            default: scalars.append(UInt32.random(in: 0x2000...0x30FF, using: &generator))
            }
        }
        let found = try SpecLexicons.scanner.get().quantities(in: SourceText(scalars: scalars))
        for q in found { #expect(q.span.end <= scalars.count) }
    }

    /// A text may end anywhere: after a dash, a sign, half a unit.
    @Test func C10_everyCutOfAnyTextIsSafe() throws {
        let scanner = try SpecLexicons.scanner.get()
        for text in SpecFiles.quantities.map(\.text) + SpecFiles.rejections.map(\.text) {
            for end in 1...max(1, min(text.count, 24)) where end <= text.count {
                let cut = SourceText(scalars: ContiguousArray(text.scalars.prefix(end)))
                for q in scanner.quantities(in: cut) { #expect(q.span.end <= end) }
            }
        }
    }

    /// The same text gives the same figures wherever it stands in a longer one.
    @Test func C10_placeDoesNotMatter() throws {
        let texts = SpecFiles.quantities.prefix(400).map { $0.text }
        var joined = ContiguousArray<UInt32>()
        var starts: [Int] = []
        for text in texts {
            starts.append(joined.count)
            joined.append(contentsOf: text.scalars)
            joined.append(contentsOf: "。\n\n".unicodeScalars.map(\.value))
        }
        let all = try SpecLexicons.scanner.get().quantities(in: SourceText(scalars: joined))
        var index = 0
        for (text, start) in zip(texts, starts) {
            let alone = try SpecLexicons.scanner.get().quantities(in: text)
            while index < all.count, all[index].span.start < start { index += 1 }
            var here: [Quantity] = []
            while index < all.count, all[index].span.end <= start + text.count {
                here.append(all[index])
                index += 1
            }
            #expect(here.map { [$0.low, $0.high] } == alone.map { [$0.low, $0.high] }, "\(text.string)")
            #expect(here.map(\.unit) == alone.map(\.unit), "\(text.string)")
        }
    }

    private static func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// No input is slower per scalar than its length allows: ten times the text, about ten times the work.
    @Test(arguments: [
        "1", "亿", "一", "(", "1.", "1,", "1-", "9,999", "三万", "万亿", "百分之", "1/", "3、", "“1", "《1", "每", "ab1-", "数十", "几", "第", "±", "1年", "1 ", "twenty ", "five hundred ", "12×", "十一", "点一", "1:", "￥", "分之一", "2和", "100米至",
    ])
    func C10_hostileTextStaysLinear(_ unit: String) throws {
        let scanner = try SpecLexicons.scanner.get()
        func cost(_ count: Int) -> Double {
            let scalars = Array(unit.unicodeScalars.map(\.value))
            var text = ContiguousArray<UInt32>()
            while text.count < count { text.append(contentsOf: scalars) }
            var best = Double.infinity
            for _ in 0..<2 {
                // the thread's own time: other tests run beside this one
                let start = Self.threadSeconds()
                _ = scanner.quantities(in: SourceText(scalars: text))
                best = min(best, Self.threadSeconds() - start)
            }
            return best
        }
        _ = cost(2_000)
        let small = cost(6_000), large = cost(60_000)
        // quadratic time would give 100
        #expect(large < max(small * 25, 0.02), "\(unit): \(small) s, then \(large) s")
    }
}
