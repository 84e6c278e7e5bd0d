import Lexicons
import Testing

@Suite struct GazetteerTests {
    static let gazetteer = Result {
        Gazetteer(
            divisions: try DivisionTable(source: ShippedTables.source),
            zones: try ZoneTable(source: ShippedTables.source))
    }

    /// One line a case: the text, then every place as `surface=code`.
    @Test(arguments: [
        ("包头稀土高新区规划", "包头稀土高新区=150200"), ("落户西宁南川工业园区", "西宁南川工业园区=630100"), ("衢州江山、滨江两地", "衢州江山=330881 滨江=330108"),
        ("江西南昌经开区", "江西南昌经开区=360100"), ("浙江省金华市兰溪市", "浙江省金华市兰溪市=330781"), ("新疆乌鲁木齐", "新疆乌鲁木齐=650100"),
        ("吉林吉林市", "吉林吉林市=220200"), ("长安汽车的朝阳产业", ""), ("北京市朝阳区", "北京市朝阳区=110105"),
        ("辽宁省新建产线，朝阳市投产", "辽宁省=210000 朝阳市=211300"), ("青海西宁的湟中", "青海西宁=630100 湟中=630106"),
        ("深圳南山的园区", "深圳南山=440305"), ("广东佛山市顺德区", "广东佛山市顺德区=440606"), ("雄安新区启动区", "雄安新区=130600"),
        ("苏州工业园区", "苏州工业园区=320500"), ("探索县域工厂", ""), ("重庆忠县", "重庆忠县=500233"), ("在宁波舟山港", "宁波=330200 舟山=330900"),
    ])
    func placesAreRead(text: String, expected: String) throws {
        let scalars = Array(text.unicodeScalars)
        let found = try Self.gazetteer.get().mentions(in: text).map { mention in
            String(String.UnicodeScalarView(scalars[mention.span.start..<mention.span.end])) + "=\(mention.code)"
        }
        #expect(found.joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("内蒙古自治区包头市", 150200), ("内蒙古自治区包头市稀土高新区", 150200), ("浙江绍兴新昌", 330624), ("青海省西宁市", 630100),
        ("包头", 150200), ("重庆市北碚区", 500109), ("广西柳州", 450200),
    ])
    func aWrittenPlaceHasItsCode(place: String, code: Int) throws {
        #expect(try Self.gazetteer.get().code(of: place) == code)
    }

    @Test func aPlaceOutsideTheTableHasNone() throws { #expect(try Self.gazetteer.get().code(of: "火星") == nil) }
}
