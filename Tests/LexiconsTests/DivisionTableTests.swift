import Diagnostics
import Foundation
import Lexicons
import Testing

@Suite struct DivisionTableTests {
    let table: DivisionTable

    init() throws { table = try DivisionTable(source: ShippedTables.source) }

    @Test(arguments: [
        (150200, "内蒙古自治区包头市"), (330781, "浙江省金华市兰溪市"), (330624, "浙江省绍兴市新昌县"), (110108, "北京市海淀区"),
        (120116, "天津市滨海新区"), (650100, "新疆维吾尔自治区乌鲁木齐市"), (659001, "新疆维吾尔自治区石河子市"), (710100, "台湾省台北市"),
        (810000, "香港特别行政区"), (120107, "天津市塘沽区"), (429004, "湖北省仙桃市"),
    ])
    func chainsReadAsAnAddress(code: Int, chain: String) { #expect(table.chain(code: code) == chain) }

    func match(_ text: String) -> DivisionTable.Match? {
        Array(text.unicodeScalars.map(\.value)).withUnsafeBufferPointer {
            table.longestMatch(in: $0, at: 0, limit: $0.count)
        }
    }

    @Test(arguments: [
        ("包头市的稀土", 3, false, 150200), ("包头的稀土", 2, true, 150200), ("内蒙古自治区", 6, false, 150000),
        ("内蒙古东部", 3, true, 150000),
        ("兰溪纺织", 2, true, 330781), ("新昌轴承", 2, true, 330624), ("襄樊市", 3, false, 420600), ("延边", 2, true, 222400),
        ("巴州", 2, true, 652800), ("台北", 2, true, 710100),
    ])
    func C13_namesAreFoundInFullAndShort(text: String, end: Int, short: Bool, code: Int) throws {
        let found = try #require(match(text))
        #expect(found.end == end)
        #expect(found.isShort == short)
        #expect(table.resolve(found.candidates, context: []) == code)
    }

    @Test(arguments: ["和平发展", "城区人口", "通道建设", "矿区", "平安中国", "大方得体", "东方红"])
    func commonWordsAreNoShortNames(text: String) { #expect(match(text) == nil) }

    @Test func contextDecidesAmongNamesakes() throws {
        let chaoyang = try #require(match("朝阳区"))
        #expect(table.resolve(chaoyang.candidates, context: []) == nil)
        #expect(table.resolve(chaoyang.candidates, context: [110000]) == 110105)
        #expect(table.resolve(chaoyang.candidates, context: [220100]) == 220104)
        let riverside = try #require(match("滨江"))
        #expect(table.resolve(riverside.candidates, context: []) == nil)
        #expect(table.resolve(riverside.candidates, context: [330000]) == 330108)
        #expect(table.resolve(riverside.candidates, context: [330800]) == 330108)
    }

    @Test func aWideNameWinsWithoutContext() throws {
        let jilin = try #require(match("吉林"))
        #expect(table.resolve(jilin.candidates, context: []) == 220000)
    }

    @Test func everyFaultOfTheTableIsReportedAtOnce() throws {
        let folder = try ShippedTables.folder(
            "divisions.tsv",
            "code\tname\tlevel\tparent\tshort\tweak\tuse\tuntil\tsource\n12\t甲\tcounty\t130000\t\t\t\t\tx\n130000\t乙\tstate\t\t\t\t\t\tx\n"
                + "140100\t丙\tprefecture\t140000\t\t\t\t\tx\n")
        defer { try? FileManager.default.removeItem(at: folder) }
        let error = #expect(throws: DiagnosticList.self) {
            _ = try DivisionTable(source: LexiconSource(shipped: folder))
        }
        #expect(
            error?.diagnostics.map(\.code) == ["lexicon.bad-code", "lexicon.unknown-level", "lexicon.unknown-parent"])
    }
}
