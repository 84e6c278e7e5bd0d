import Enrichment
import Facts
import Testing

@Suite struct PlaceEnricherTests {
    /// Places as facts carry them, with title of the article and the code they ought to have.
    @Test(arguments: [
        ("内蒙古自治区包头市", "", "150200"), ("浙江省绍兴市新昌县", "", "330624"), ("浙江省金华市兰溪市", "", "330781"), ("江西省南昌市", "", "360100"),
        ("青海省西宁市", "", "630100"), ("新疆维吾尔自治区乌鲁木齐市", "", "650100"), ("北京市海淀区", "", "110108"), ("重庆市北碚区", "", "500109"),
        ("广西壮族自治区柳州市", "", "450200"), ("西藏自治区林芝市", "", "540400"), ("宁夏回族自治区石嘴山市", "", "640200"),
        ("吉林省吉林市", "", "220200"), ("辽宁省朝阳市", "", "211300"), ("云南省大理白族自治州大理市", "", "532901"),
        ("青海省海西蒙古族藏族自治州格尔木市", "", "632801"), ("海南省海口市", "", "460100"), ("湖北省仙桃市", "", "429004"),
        ("新疆维吾尔自治区石河子市", "", "659001"), ("江苏省苏州市昆山市", "", "320583"), ("山东省济宁市任城区", "", "370811"),
        ("上海市浦东新区", "", "310115"), ("天津市滨海新区", "", "120116"), ("河北省雄安新区", "", "130600"), ("香港特别行政区", "", "810000"),
        ("台湾省高雄市", "", "710200"), ("陕西省西安市长安区", "", "610116"), ("吉林省长春市朝阳区", "", "220104"),
        ("内蒙古自治区鄂尔多斯市准格尔旗", "", "150622"), ("内蒙古自治区包头市达尔罕茂明安联合旗", "", "150223"),
        ("甘肃省金昌市", "", "620300"), ("四川省凉山彝族自治州", "", "513400"), ("福建省宁德市", "", "350900"),
        ("包头稀土高新区", "", "150200"), ("西宁南川工业园区", "", "630100"), ("朝阳区", "北京朝阳区打造园区", "110105"),
        ("鼓楼区", "南京鼓楼区", "320106"),
        ("兰溪", "", "330781"), ("土右旗", "", "150221"), ("浙江江山", "", "330881"), ("江西赣州信丰县", "", "360722"),
    ])
    func aPlaceHasItsCode(place: String, title: String, code: String) throws {
        let page = MarkedDocument("投资⟦3亿元⟧。", title: title, [.init("300000000", "CNY", .investment, place: place)])
        let found = try Enricher(lexicons: Shipped.lexicons.get(), with: ["places"]).enrich(
            page.facts, in: page.document)
        #expect(found.meanings[0].placeCode == code)
    }

    @Test func theChainIsToldByLevel() throws {
        let page = MarkedDocument("投资⟦3亿元⟧。", [.init("300000000", "CNY", .investment, place: "浙江兰溪")])
        let meaning = try Enricher(lexicons: Shipped.lexicons.get()).enrich(page.facts, in: page.document).meanings[0]
        #expect(meaning.placeName == "浙江省金华市兰溪市")
        #expect([meaning.province, meaning.prefecture, meaning.county] == ["浙江省", "金华市", "兰溪市"])
    }

    @Test func noPlaceIsNoCode() throws {
        let page = MarkedDocument("投资⟦3亿元⟧。", [.init("300000000", "CNY", .investment)])
        #expect(
            try Enricher(lexicons: Shipped.lexicons.get()).enrich(page.facts, in: page.document).meanings[0].placeCode
                .isEmpty)
    }
}
