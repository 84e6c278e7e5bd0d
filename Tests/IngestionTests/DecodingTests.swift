import Facts
import Foundation
import Testing

@Suite struct DecodingTests {
    private static let sample = "全市规模以上工业增加值增长百分之八点五，稀土产业完成投资二十亿元。\r\n其中，新开工项目１２个。\r\n"

    @Test(arguments: [
        ("UTF-8", "UTF-8"), ("GB18030", "GB18030"), ("GBK", "GB18030"), ("UTF-16LE", "UTF-16LE"),
        ("UTF-16BE", "UTF-16BE"),
    ])
    func C02_encodingsWithoutMark(encoding: String, name: String) throws {
        let document = try read(try Self.sample.bytes(in: encoding))
        #expect(document.encoding == name)
        #expect(document.text.string == Self.sample)
    }

    @Test func C02_big5IsToldFromGB18030() throws {
        let text = "經濟部表示，今年第一季工業生產總值達到新臺幣三兆元，較去年同期增加百分之六，稀土材料需求持續成長。"
        let document = try read(try text.bytes(in: "BIG5"))
        #expect(document.encoding.hasPrefix("Big5"))
        #expect(document.text.string == text)
    }

    @Test func C02_fourByteCharactersOfGB18030() throws {
        let text = "记者赵䶮报道，㐂𠮷公司全年完成产值十二亿元，同比增长百分之五。"
        let document = try read(try text.bytes(in: "GB18030"))
        #expect(document.encoding == "GB18030")
        #expect(document.text.string == text)
    }

    @Test(
        arguments: [
            ([0xEF, 0xBB, 0xBF], "UTF-8"), ([0xFF, 0xFE], "UTF-16LE"), ([0xFE, 0xFF], "UTF-16BE"),
            ([0x84, 0x31, 0x95, 0x33], "GB18030"),
        ] as [([UInt8], String)])
    func C02_markDecidesAndIsLeftOut(mark: [UInt8], encoding: String) throws {
        let document = try read(mark + (try Self.sample.bytes(in: encoding)))
        #expect(document.encoding == encoding)
        #expect(document.text.string == Self.sample)
        #expect(document.text.scalars.first == 0x5168)
    }

    @Test func C02_labelGB2312MeansGB18030() throws {
        let html =
            "<html><head><meta charset=gb2312><title>公告</title></head><body><p>董事长朱镕、赵䶮出席，签约金额三亿元。</p></body></html>"
        let document = try read(try html.bytes(in: "GB18030"), name: "a.html")
        #expect(document.encoding == "GB18030")
        #expect(document.text.string == "董事长朱镕、赵䶮出席，签约金额三亿元。")
    }

    @Test func C02_carriageReturnsCountAndFullWidthDigitsStay() throws {
        let document = try read(Array(Self.sample.utf8))
        let spans = document.articles[0].paragraphs.flatMap(\.pieces)
        #expect(
            spans.map { document.text[$0] } == [
                "全市规模以上工业增加值增长百分之八点五，稀土产业完成投资二十亿元。", "其中，新开工项目１２个。",
            ])
        #expect(spans[1].start == spans[0].end + 2)
    }

    @Test func C02_asciiIsNoUTF16() throws {
        #expect(try read(Array("ab\tc\nde\tf\n".utf8)).encoding == "UTF-8")
    }

    @Test func C03_mojibakeOfLatinIsTurnedBackWithARecord() throws {
        let right = "中国稀土产业全年完成产值一百二十亿元。"
        let wrong = String(String.UnicodeScalarView(right.utf8.map { Unicode.Scalar($0) }))
        let source = try makeIngestor().ingest(Array(wrong.utf8), name: "a.txt", options: .init())
        #expect(source.document.text.string == right)
        #expect(source.notes.map(\.code) == ["ingest.mojibake-repaired"])
    }

    @Test func C03_mojibakeOfWindows1252IsTurnedBack() throws {
        let right = "“中国”稀土：投资二十亿元。"
        let bytes = Array(right.utf8)
        // C1 bytes as Windows-1252 shows them, the five unassigned ones as they are
        let high: [UInt8: UInt32] = [
            0x80: 0x20AC, 0x9C: 0x153, 0x8A: 0x160, 0x8B: 0x2039, 0x9B: 0x203A, 0x84: 0x201E, 0x83: 0x192, 0x86: 0x2020,
            0x88: 0x2C6, 0x89: 0x2030, 0x8C: 0x152, 0x8E: 0x17D, 0x91: 0x2018, 0x92: 0x2019, 0x93: 0x201C, 0x94: 0x201D,
            0x95: 0x2022, 0x96: 0x2013,
            0x97: 0x2014, 0x98: 0x2DC, 0x99: 0x2122, 0x9A: 0x161, 0x9E: 0x17E, 0x9F: 0x178, 0x82: 0x201A, 0x85: 0x2026,
            0x87: 0x2021,
        ]
        var view = String.UnicodeScalarView()
        for byte in bytes { view.append(Unicode.Scalar(high[byte] ?? UInt32(byte)) ?? "?") }
        #expect(try read(Array(String(view).utf8)).text.string == right)
    }

    @Test func C03_mojibakeOfGBKIsTurnedBack() throws {
        let right = "产业年度产能"
        let wrong = try right.bytes(in: "UTF-8")
        // read as GBK by mistake, saved as UTF-8
        let again = try #require(try? convert(wrong, from: "GB18030"))
        let source = try makeIngestor().ingest(again, name: "a.txt", options: .init())
        #expect(source.document.text.string == right)
    }

    @Test func C03_lostCharactersAreRefused() throws {
        #expect(try refusal(of: Array("产值锟斤拷锟斤拷锟斤拷亿元，增长锟斤拷锟斤拷。".utf8)) == "ingest.mojibake")
        #expect(try refusal(of: Array("产值\u{FFFD}\u{FFFD}\u{FFFD}亿元，增\u{FFFD}。".utf8)) == "ingest.mojibake")
    }

    @Test func C03_oneDamagedByteIsAWarning() throws {
        var bytes = Array(String(repeating: "全年完成投资一百亿元，增长百分之五。", count: 40).utf8)
        bytes.insert(0xFF, at: 54)
        let source = try makeIngestor().ingest(bytes, name: "a.txt", options: .init())
        #expect(source.notes.map(\.code) == ["ingest.damaged"])
        #expect(source.document.encoding == "UTF-8")
    }

    @Test func C03_honestTextIsLeftAlone() throws {
        for text in ["Résumé of the café: naïve façade, 12 €.", "全年增长5%。", "Øre, Ångström, ½ × 3"] {
            let source = try makeIngestor().ingest(Array(text.utf8), name: "a.txt", options: .init())
            #expect(source.document.text.string == text)
            #expect(source.notes.isEmpty)
        }
    }

    private func convert(_ bytes: [UInt8], from encoding: String) throws -> [UInt8] {
        let handle = iconv_open("UTF-8", encoding)
        defer { iconv_close(handle) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count * 4 + 16)
        var inputLeft = input.count
        var outputLeft = output.count
        let status = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                var a = from.baseAddress
                var b = to.baseAddress
                return iconv(handle, &a, &inputLeft, &b, &outputLeft)
            }
        }
        try #require(status == 0)
        return output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
    }
}
