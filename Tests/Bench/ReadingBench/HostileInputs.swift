import Facts
import SeededRandom

/// Texts that have made readers of figures slow: one kind of character without end.
enum HostileInputs {
    static func all(scalars count: Int) -> [(name: String, text: SourceText)] {
        [
            ("digits", fill("7", count)), ("digits and commas", fill("1,", count)), ("亿", fill("亿", count)),
            ("Han digits", fill("三", count)), ("Han numerals", fill("三千五百万", count)),
            ("brackets open", fill("（", count)), ("brackets paired", fill("（）", count)),
            ("quotes open", fill("“", count)),
            ("list of figures", fill("3万吨、", count)), ("bare list marks", fill("、", count)),
            ("points", fill("1.", count)), ("dashes", fill("3—", count)), ("per cent", fill("%", count)),
            ("one sentence", fill("某市工业总产值达到125.6亿元，同比增长8.5%，其中出口占32.1%，", count)),
            ("one sentence without figures", fill("某市推进产业发展和项目建设，", count)),
            ("one clause", fill("某市企业项目建设投资产值增长", count)),
            ("from to", fill("从3%增至", count)), ("names", fill("浙江省杭州市", count)),
            ("suffixes", fill("有限公司", count)), ("years", fill("2020年", count)),
            ("distributed list", fill("分别为3万吨、", count)),
            ("shares", fill("占全市的3%，", count)), ("empty lines", fill("\n", count)), ("blanks", fill(" ", count)),
            ("table cells", fill("12.5\t", count)), ("short lines", fill("3亿元\n", count)), ("any Han", anyHan(count)),
            ("aliases", fill("某厂（以下简称“甲”）", count)), ("openings", fill("甲乙将，", count)),
        ]
    }

    /// A text as one sentence: a comma for each mark and line that ends one.
    static func withoutStops(_ text: SourceText) -> SourceText {
        SourceText(scalars: ContiguousArray(text.scalars.map { "。！？；：\n".unicodeScalars.map(\.value).contains($0) ? 0xFF0C : $0 }))
    }

    private static func anyHan(_ count: Int) -> SourceText {
        var random = SeededRandom(seed: 11)
        return SourceText(scalars: ContiguousArray((0..<count).map { _ in 0x4E00 + UInt32(random.below(0x5000)) }))
    }

    private static func fill(_ pattern: String, _ count: Int) -> SourceText {
        let unit = pattern.unicodeScalars.map(\.value)
        var scalars = ContiguousArray<UInt32>()
        scalars.reserveCapacity(count + unit.count)
        while scalars.count < count { scalars.append(contentsOf: unit) }
        return SourceText(scalars: scalars)
    }
}

extension SourceText {
    var utf8Count: Int {
        scalars.reduce(0) { $0 + ($1 < 0x80 ? 1 : $1 < 0x800 ? 2 : $1 < 0x10000 ? 3 : 4) }
    }
}
