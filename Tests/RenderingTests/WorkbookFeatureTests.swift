import Facts
import Foundation
import Rendering
import Testing

/// The rows of part B, on the shipped template, through openpyxl.
@Suite(
    .enabled(
        if: Programs.python != nil && Programs.unzip != nil,
        "needs unzip and ASSAY_PYTHON with openpyxl and python-calamine"))
struct WorkbookFeatureTests {
    /// A rendering of the shipped template, kept for all tests.
    private struct Rendered: Sendable {
        var book: Workbook
        var path: String
        var scratch: Scratch

        init(_ change: (inout RenderOptions) -> Void = { _ in }) throws {
            scratch = try Scratch()
            try Brief.render(to: scratch.path) {
                $0.outputs = [.xlsx]
                change(&$0)
            }
            path = scratch.path + "/industry-brief.xlsx"
            book = try Workbook(path)
        }
    }

    private static let chinese = Result { try Rendered() }
    private static let english = Result { try Rendered { $0.language = .en } }
    private static let constant = Result { try Rendered { $0.constantMemoryRows = 10 } }

    private func brief(_ language: ReportLanguage = .zh) throws -> Rendered {
        try (language == .zh ? Self.chinese : Self.english).get()
    }

    @Test func B02_chartsAndTotalsFollowTheRows() throws {
        let short = try brief()
        let data = try Brief.data()
        var longer = data
        for (key, table) in data.tables where key.contains("category = 'capacity' AND unit = 't/a'") {
            longer.tables[key] = RowTable(
                columns: table.columns, rows: table.rows + [[.text("铕铽"), .integer(1), .real(800), .null]])
        }
        let scratch = try Scratch()
        try Brief.render(to: scratch.path, data: longer) { $0.outputs = [.xlsx] }
        let long = scratch.path + "/industry-brief.xlsx"
        for (book, path, rows) in [(short.book, short.path, 6), (try Workbook(long), long, 7)] {
            let name = try #require(book.names["data_capacity_by_item"])
            let numbers = name.split { !$0.isNumber }.compactMap { Int($0) }
            #expect(numbers.count == 2 && numbers[1] - numbers[0] == rows)
            #expect(try chartRanges(path).contains("'总览'!$E$\(numbers[0] + 1):$E$\(numbers[1])"))
        }
    }

    private func chartRanges(_ path: String) throws -> String {
        var all = ""
        for n in 1...9 { all += (try? Programs.part("xl/charts/chart\(n).xml", of: path)) ?? "" }
        return all
    }

    @Test func B03_chartsHaveTitlesAxisTitlesAndRows() throws {
        let brief = try brief()
        let (book, path) = (brief.book, brief.path)
        #expect(book.sheet("总览").charts == 6)
        let xml = try chartRanges(path)
        for text in ["各类数字的多少", "各地投资额", "各项资金", "各产品产能", "亿元", "万吨/年", "产业链各环节的数字"] { #expect(xml.contains(text)) }
        // three years are too few for a chart
        #expect(!xml.contains("各年投资额"))
    }

    @Test func B03_investmentsAreSplitByBasis() throws {
        let book = try brief().book
        let header = try #require(book.cells.first { $0.value.value == "\"目标或预测（亿元）\"" }?.key)
        #expect(header.hasPrefix("总览 H"))
        // one place has both, and no cell holds their sum
        #expect(book.value("总览", header: "在建或签约（元）", where: "地区", is: "青海省西宁市") == "3000000000.0")
        #expect(book.value("总览", header: "实际（元）", where: "地区", is: "青海省西宁市") == nil)
        #expect(book.value("总览", header: "实际（亿元）", where: "地区", is: "内蒙古自治区包头市") == "1.0")
        let xml = try chartRanges(try brief().path)
        #expect(xml.contains("<c:v>实际</c:v>") && xml.contains("<c:v>在建或签约</c:v>"))
    }

    @Test func B03_countedThingsHaveWholeTicks() throws {
        let yaml = """
            \(TemplateText.summary)
                  - id: few
                    sql: SELECT few
                    columns: [{ key: a, label: A }, { key: n, label: N, format: integer }]
                    charts: [{ kind: bar, title: Few, categories: a, series: [{ column: n, label: N }], alt: few }]
                  - id: parts
                    sql: SELECT parts
                    columns: [{ key: a, label: A2 }, { key: n, label: N2, format: decimal }]
                    charts: [{ kind: column, title: Parts, categories: a, series: [{ column: n, label: N }], alt: parts }]
                  - id: many
                    sql: SELECT many
                    columns: [{ key: a, label: A3 }, { key: n, label: N3, format: integer }]
                    charts: [{ kind: bar, title: Many, categories: a, series: [{ column: n, label: N }], alt: many }]
            """
        func table(_ numbers: [Double]) -> RowTable {
            RowTable(columns: ["a", "n"], rows: numbers.enumerated().map { [.text("c\($0.offset)"), .real($0.element)] })
        }
        let scratch = try Scratch()
        _ = try ReportRenderer().render(
            try ReportTemplate.parse(text: yaml, file: "t.yml"),
            data: TableData(tables: [
                "SELECT few": table([3, 1, 1, 2]), "SELECT parts": table([1.5, 1, 1, 1]), "SELECT many": table([300, 1, 1, 1]),
            ]), properties: Brief.properties, to: scratch.path)
        let units = try (1...3).map { number in
            try Programs.part("xl/charts/chart\(number).xml", of: scratch.path + "/t.xlsx").contains("<c:majorUnit val=\"1\"/>")
        }
        #expect(units == [true, false, false])
    }

    @Test func B04_readingsThatDisagreeLeadToTheirSentences() throws {
        let book = try brief().book
        let sheet = book.sheet("说法不一")
        #expect((5...7).compactMap { book.cells["说法不一 I\($0)"]?.value } == ["7000000000.0", "7000000000.0", "7292000000.0"])
        #expect(sheet.formats["I7"]?.contains("亿") == true)
        #expect(Set(sheet.links.filter { $0[0]?.hasPrefix("A") == true }.compactMap { $0[1] }.filter { $0.contains("证据") }).count == 3)
        #expect((5...7).compactMap { book.cells["说法不一 B\($0)"]?.value } == ["1.0", "1.0", "1.0"])
    }

    @Test func B04_theVerdictStandsBetweenTheFigures() throws {
        let book = try brief().book
        let labels = "ABCDEFGHIJKLMN".map { book.cells["互校 \($0)4"]?.value ?? "" }
        #expect(labels[7...9] == ["\"此处数值\"", "\"结论\"", "\"对照值\""])
        let sheet = book.sheet("互校")
        // libxlsxwriter leaves a width of one page out
        #expect(sheet.orientation == "landscape" && sheet.fitToWidth == nil && sheet.scale == nil && sheet.printArea.isEmpty)
        #expect(sheet.aligned["I5"] == "center")
        let rules = (5...40).map { book.cells["互校 B\($0)"]?.value ?? "" }
        let places = rules.indices.filter { rules[$0] == "\"各处说法应一致\"" }
        #expect(places.count == 3 && places[2] - places[0] == 2)
        for row in places.map({ $0 + 5 }) {
            #expect(book.cells["互校 I\(row)"]?.value == "\"✗\"")
            #expect(book.cells["互校 H\(row)"]?.value != book.cells["互校 J\(row)"]?.value)
            #expect(sheet.links.contains { $0[0] == "M\(row)" })
        }
    }

    @Test func B04_rulesShadeWhatNeedsALook() throws {
        let book = try brief().book
        let rules = book.sheet("事实").conditions
        #expect(rules.contains { $0.range == "O5:O86" && $0.formulas == ["AND($O5<>\"\",$O5<0.6)"] })
        #expect(rules.contains { $0.range == "A5:AB86" && $0.formulas == ["AND($V5<>\"\",$V5=1)"] })
        // codes are compared with the words that the cells show
        #expect(book.sheet("投资").conditions.contains { $0.formulas == ["$I5=\"在建或签约\""] })
    }

    @Test func B05_decisionsComeFromAList() throws {
        let book = try brief().book
        let lists = book.sheet("复核").validations
        #expect(lists.first == ["J5:J11", "\"采纳,更正,剔除,非事实\""])
        // what a figure is corrected to comes from the words of the report
        #expect(lists.dropFirst().map { $0[0] } == ["Q5:Q11", "X5:X11"])
        #expect(lists.last?[1] == "\"实际,在建或签约,目标,预测\"")
    }

    @Test func B05_aListLongerThan255CharactersStandsOnAHiddenSheet() throws {
        let words = (1...40).map { "选项名称相当长的第\($0)号" }
        let yaml = """
            version: 1
            name: lists
            title: { zh: 列表, en: Lists }
            sheets:
              - kind: review
                id: review
                name: { zh: 复核, en: Review }
                sql: SELECT decision FROM review
                columns: [{ key: decision, label: { zh: 意见, en: Decision }, choices: [\(words.joined(separator: ", "))] }]
            """
        let scratch = try Scratch()
        let template = try ReportTemplate.parse(text: yaml, file: "lists.yml")
        let data = TableData(tables: ["review": RowTable(columns: ["decision"], rows: [[.null], [.null]])])
        _ = try ReportRenderer().render(template, data: data, properties: Brief.properties, to: scratch.path)
        let book = try Workbook(scratch.path + "/lists.xlsx")
        #expect(book.sheet("复核").validations == [["A5:A6", "'_lists'!$A$1:$A$40"]])
        #expect(book.states["_lists"] == "hidden")
        #expect(book.cells["_lists A40"]?.value == "\"\(words[39])\"")
    }

    @Test(.enabled(if: Programs.soffice != nil, "needs LibreOffice"), arguments: ReportLanguage.allCases)
    func B06_formulasCarryCachedValues(_ language: ReportLanguage) throws {
        let scratch = try Scratch()
        let path = try brief(language).path
        let again = try Programs.recalculated(path, into: scratch)
        let answer = try JSONDecoder().decode(
            FormulaAnswer.self, from: Data(Programs.script("workbook.py", ["formulas", path, again]).utf8))
        #expect(answer.formulas > 120)
        #expect(answer.differences == 0)
    }

    private struct FormulaAnswer: Decodable {
        var formulas: Int
        var differences: Int
        enum Key: CodingKey { case formulas, differences }
        init(from decoder: any Decoder) throws {
            let box = try decoder.container(keyedBy: Key.self)
            formulas = try box.decode(Int.self, forKey: .formulas)
            var list = try box.nestedUnkeyedContainer(forKey: .differences)
            differences = list.count ?? 0
            _ = try? list.nestedUnkeyedContainer()
        }
    }

    /// LibreOffice shows the cached value unless told to recalculate, so the comparison is tried on a wrong one first.
    @Test(.enabled(if: Programs.soffice != nil, "needs LibreOffice")) func B06_aPlantedWrongValueIsCaught() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/wrong.xlsx"
        let session = try WorkbookSession(path: path, temporaryFolder: scratch.path + "/tmp", constantMemory: false)
        try session.setProperties(Brief.properties)
        let sheet = try session.addSheet("a")
        try sheet.write(
            row: 0, cells: [.number(2), .formula("A1+1", .number(4))], styles: [.plain, .plain], height: nil, level: 0)
        try session.close()
        let again = try Programs.recalculated(path, into: scratch)
        let answer = try JSONDecoder().decode(
            FormulaAnswer.self, from: Data(Programs.script("workbook.py", ["formulas", path, again]).utf8))
        #expect(answer.differences == 1)
    }

    /// The bar of the main job, read back from the sheet.
    @Test func B06_impliedFiguresAreLiveFormulas() throws {
        let brief = try brief()
        let (book, path) = (brief.book, brief.path)
        func found(_ header: String, _ label: String) -> String? {
            book.value("推算", header: header, where: "推算项", is: label)
        }
        #expect(found("推算值", "上年技术合同登记数量") == "1085.0")
        #expect(found("推算值", "上年技术合同成交额") == "5680897475.84917")
        #expect(found("推算值", "总体技术合同登记数量") == "4086.0")
        #expect(found("下限", "总体技术合同登记数量") == "4081.98489751888")
        #expect(found("上限", "总体技术合同登记数量") == "4090.81081081081")
        #expect(found("可能的整数", "总体稀土企业") == "\"78–80\"")
        #expect(found("推算值", "总体技术合同成交额") == "23341869398.2074")
        #expect(book.value("技术市场", header: "省内其他合同数（项）", where: "地区", is: "江西省南昌市") == "2194.0")
        let xml = try Programs.part("xl/worksheets/sheet13.xml", of: path)
        #expect(xml.contains("<f>ROUND(F10/(1+H10/100),0)</f><v>1085</v>"))
    }

    /// What an analyst would work out beside the figures, by sheet: header, row, and the value without its last digits.
    @Test(arguments: [
        ("投资", "单位产能投资（元/吨·年）", "主体", "青海泰丰先行锂电科技有限公司", "18750.0"),
        ("投资", "单位产能投资下限", "主体", "青海泰丰先行锂电科技有限公司", "17878.78"),
        ("投资", "单位产能投资上限", "主体", "青海泰丰先行锂电科技有限公司", "19677.41"),
        ("投资", "每元投资产值（元）", "主体", "青海泰丰先行锂电科技有限公司", "6.66"),
        ("投资", "推算说法", "主体", "新源稀土", "\"近\""),
        ("资金", "同地区同期合计（元）", "资金工具", "稀土新材料奖励资金", "3043000000.0"),
        ("资金", "占同地区同期", "资金工具", "稀土新材料奖励资金", "12.15"),
        ("产能", "同组合计", "对象", "稀土永磁", "99000.0"), ("产能", "占同组", "对象", "稀土永磁", "65.65"),
        ("产能", "为最小者的倍数", "对象", "稀土永磁", "6.5"),
        ("占比与构成", "其余", "类别", "国家高新技术企业", "56.0"), ("占比与构成", "总体下限", "类别", "国家高新技术企业", "77.96"),
        ("前后对比", "相对变动", "指标", "人均看数", "42.85"), ("前后对比", "好坏", "指标", "差错率", "\"变好\""),
        ("技术市场", "上年每份合同（元）", "地区", "江西省南昌市", "5235850.2"), ("技术市场", "每份合同变动", "地区", "江西省南昌市", "-26.38"),
        ("技术市场", "全省成交额下限", "地区", "江西省南昌市", "23336533845.4"),
        ("技术市场", "每份合同奖励（元）", "地区", "江西省南昌市", "1193.18"), ("技术市场", "每份合同减免（元）", "地区", "江西省南昌市", "15063.4"),
        ("技术市场", "减免说法", "地区", "江西省南昌市", "\"超过\""),
        ("资产", "每一最少者对应", "资产", "电池", "21.33"), ("资产", "每一次少者对应", "资产", "电池", "16.0"),
        ("资产", "每一再少一级者对应", "资产", "电池", "2.0"),
        ("供需缺口", "缺口", "对象", "正极材料", "1400000.0"), ("供需缺口", "需求 ÷ 供给", "对象", "正极材料", "2.75"),
        ("供需缺口", "需求 ÷ 供给", "对象", "碳酸锂", "2.66"),
        ("投资", "年产值占当地目标", "主体", "青海泰丰先行锂电科技有限公司", "20.0"),
        ("服务", "每一对照一", "服务", "为企业服务", "67.21"), ("服务", "每一对照二", "服务", "为企业服务", "63.85"),
        ("服务", "每一对照二", "服务", "专家", "8.0"), ("服务", "人均", "服务", "为企业服务", "7.98"),
        ("互校", "结论", "此处原文", "4个世界级先进制造业集群", "\"✓\""), ("互校", "结论", "此处原文", "三大工程", "\"✗\""),
        ("互校", "结论", "此处原文", "7大基地建设", "\"—\""), ("互校", "结论", "此处原文", "从7台增至10台", "\"?\""),
        ("规划与行动", "面向", "种类", "规划", "\"稀土企业\""),
    ]) func B06_derivedColumnsHaveTheirValues(_ sheet: String, _ header: String, _ column: String, _ row: String, _ value: String) throws {
        let found = try brief().book.value(sheet, header: header, where: column, is: row)
        #expect(found?.hasPrefix(value) == true, "\(found ?? "nothing")")
    }

    @Test func columnsThatNoRowFillsAreOutOfSight() throws {
        let xml = try Programs.part("xl/worksheets/sheet5.xml", of: brief().path)
        // 上限 of 投资, which no investment of the fixture has, and the halves of last digits
        #expect(xml.contains(/<col min="8" max="8" [^>]*hidden="1"/))
        #expect(!xml.contains(/<col min="7" max="7" [^>]*hidden="1"/))
        // what a person fills in stays
        let review = try Programs.part("xl/worksheets/sheet25.xml", of: brief().path)
        #expect(review.contains("sheetProtection") && !review.contains("hidden=\"1\""))
    }

    /// Nobody adds money paid to money promised: totals and shares are those of one basis.
    @Test func B06_totalsAreThoseOfOneBasis() throws {
        let book = try brief().book
        let rows = (5...60).filter { book.cells["投资 A\($0)"]?.value.hasPrefix("\"合计") == true }
        #expect(rows.compactMap { book.cells["投资 A\($0)"]?.value } == ["\"合计：在建或签约\"", "\"合计：实际\""])
        var sums: [String: Double] = [:]
        for row in 5..<(rows.first ?? 5) {
            guard let basis = book.cells["投资 I\(row)"]?.value, let amount = book.cells["投资 G\(row)"].flatMap({ Double($0.value) }) else { continue }
            sums["\"合计：" + basis.dropFirst(), default: 0] += amount
        }
        #expect(sums.count == 2)
        for row in rows {
            let label = book.cells["投资 A\(row)"]?.value ?? ""
            #expect(book.cells["投资 G\(row)"]?.value == sums[label].map { "\($0)" }, "\(label)")
        }
        let share = book.value("投资", header: "占同性质合计", where: "主体", is: "青海泰丰先行锂电科技有限公司").flatMap { Double($0) }
        #expect(share.map { ($0 * 1e6).rounded() } == sums["\"合计：在建或签约\""].map { (3_000_000_000 / $0 * 1e8).rounded() })
    }

    @Test func B07_namedRangesAreASCII() throws {
        let book = try brief().book
        #expect(book.names["data_facts"] == "'事实'!$A$4:$AB$86" || book.names["data_facts"] == "事实!$A$4:$AB$86")
        #expect(book.names.keys.contains("data_investment_by_place"))
        #expect(book.names.keys.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
        #expect(book.sheets.flatMap { book.sheet($0).tables.keys }.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
    }

    @Test func B09_everyFigureLeadsToItsEvidence() throws {
        let book = try brief().book
        let links = book.sheet("事实").links.filter { $0[1]?.contains("证据") ?? false }
        #expect(links.count == 82)
        #expect(links.first == ["A5", "'证据'!A5"])
        #expect(book.cells["证据 A5"]?.value == "\"41a33926a2852a5e\"")
        // evidence leads to its file, by a relative path
        let files = book.sheet("证据").links.compactMap { $0[1] }.filter { !$0.contains("!") }
        #expect(files.count == 82)
        #expect(files.allSatisfy { $0.hasPrefix("..\\..\\sources\\") })
    }

    /// A sheet of sentences that links lead to.
    private static let evidence = """
          - kind: evidence
            id: evidence
            name: { zh: 证据, en: Evidence }
            key: id
            sql: SELECT id FROM figures
            columns: [{ key: id, label: { zh: 编号, en: Id } }]
        """

    private func links(_ yaml: String, _ tables: [String: RowTable], _ outputs: Set<RenderOptions.Output>) throws -> Scratch {
        let scratch = try Scratch()
        var options = RenderOptions()
        options.outputs = outputs
        _ = try ReportRenderer().render(
            try ReportTemplate.parse(text: yaml, file: "links.yml"), data: TableData(tables: tables), properties: Brief.properties,
            options: options, to: scratch.path)
        return scratch
    }

    @Test func B09_past65530LinksTheyBecomeFormulas() throws {
        let yaml = """
            version: 1
            name: links
            title: { zh: 链接, en: Links }
            sheets:
              - kind: table
                id: figures
                name: { zh: 数字, en: Figures }
                sql: SELECT id FROM figures
                columns: [{ key: id, label: { zh: 证据, en: Evidence }, link: { sheet: evidence, key: id } }]
            \(Self.evidence)
            """
        let rows = (0..<65_600).map { [DataCell.text("f\($0)")] }
        let table = RowTable(columns: ["id"], rows: rows)
        let scratch = try links(yaml, ["figures": table, "evidence": table], [.xlsx])
        let xml = try Programs.part("xl/worksheets/sheet1.xml", of: scratch.path + "/links.xlsx")
        #expect(xml.components(separatedBy: "<hyperlink ").count - 1 == 65_530)
        #expect(xml.contains("<f>HYPERLINK(\"#'证据'!A65604\",\"f65599\")</f><v>f65599</v>"))
        #expect(!xml.contains("<f>HYPERLINK(\"#'证据'!A65533\""))
    }

    @Test func B09_aFactWithoutASentenceShowsNoKey() throws {
        let yaml = TemplateText.head + """

              - kind: table
                id: figures
                name: { zh: 数字, en: Figures }
                sql: SELECT id FROM figures
                columns: [{ key: id, label: { zh: 证据, en: Evidence }, link: { sheet: evidence, key: id, text: { zh: 原句, en: sentence } } }]
            \(Self.evidence)
            """
        let scratch = try links(
            yaml,
            [
                "figures": RowTable(columns: ["id"], rows: [[.text("kept")], [.text("d2ca10b5233288f4")]]),
                "evidence": RowTable(columns: ["id"], rows: [[.text("kept")]]),
            ], [.xlsx, .html])
        let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
        let page = try String(contentsOfFile: scratch.path + "/" + (try #require(files.first { $0.hasSuffix(".html") })), encoding: .utf8)
        #expect(page.contains(">原句</a>"))
        #expect(!page.contains(">d2ca10b5233288f4<"))
        let xml = try Programs.part("xl/worksheets/sheet1.xml", of: scratch.path + "/" + (try #require(files.first { $0.hasSuffix(".xlsx") })))
        #expect(xml.components(separatedBy: "<hyperlink ").count - 1 == 1)
        #expect(!xml.contains("d2ca10b5233288f4"))
    }

    @Test func B10_notesExplainColumnsAndDerivedCells() throws {
        let book = try brief().book
        #expect(book.sheet("文章").comments.contains(["J4", "被分栏切断、又接上的句子"]))
        #expect(book.sheet("推算").comments.contains { $0[0] == "A5" && $0[1].contains("推得") })
        #expect(book.sheet("事实").comments.isEmpty)
        let authors = try Programs.part("xl/comments1.xml", of: brief().path)
        #expect(authors.contains("<author>Assay</author></authors>") && authors.contains("authorId=\"1\"") && !authors.contains("authorId=\"0\""))
    }

    @Test func B11_propertiesSayWhatTheReportIs() throws {
        let book = try brief().book
        #expect(book.title == "产业投资与产出简报")
        #expect(
            book.custom == [
                "report_digest": "3f1c9a0d5e7b2468", "sources": "9", "facts": "75", "tool_version": "0.1.0",
            ])
    }

    @Test func B12_printsOnA4AcrossWithTheHeaderRepeated() throws {
        let brief = try brief()
        let (book, path) = (brief.book, brief.path)
        // what only the screen needs stays off the paper, and folds
        #expect(book.sheet("事实").printArea == "A1:N86" && book.sheet("事实").columnLevels["O"] == 1)
        #expect(book.sheet("证据").printArea.hasPrefix("A1:F") && book.sheet("证据").fitToWidth == nil)
        for name in ["事实", "投资", "证据"] {
            #expect(book.sheet(name).orientation == "landscape")
            #expect(book.sheet(name).titles == "$4:$4")
        }
        #expect(try Programs.part("xl/worksheets/sheet4.xml", of: path).contains("paperSize=\"9\""))
        #expect(try Programs.part("xl/worksheets/sheet4.xml", of: path).contains("第 &amp;P 页，共 &amp;N 页"))
        // a font that has Han characters, wherever a cell has a look of ours
        let fonts = try Programs.part("xl/styles.xml", of: path).components(separatedBy: "<name val=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        // the library's own stand for cells without a look, and for notes
        #expect(fonts.count > 8 && fonts.filter { $0 != "Microsoft YaHei" }.sorted() == ["Calibri", "Tahoma"], "\(fonts)")
    }

    /// Printed columns of long sheets fit a page across in letters of five points at least: a unit of width is 5¼ points,
    /// A4 has 770 between its margins, letters have ten.
    @Test(arguments: ReportLanguage.allCases) func B12_longSheetsAreOnePageAcross(_ language: ReportLanguage) throws {
        let brief = try brief(language)
        let template = try Brief.template()
        let wide = ["investment", "technology-market", "decisions"]
        var seen = 0
        for definition in template.sheets where [.table, .review, .evidence].contains(definition.kind) {
            let sheet = brief.book.sheet(definition.name[language])
            guard !sheet.widths.isEmpty, !wide.contains(definition.id) else { continue }
            seen += 1
            // libxlsxwriter leaves a width of one page out
            #expect(sheet.fitToWidth == nil && sheet.orientation == "landscape", "\(definition.id)")
            let printed = definition.blocks[0].columns.firstIndex(where: \.aside) ?? definition.blocks[0].columns.count
            let width = sheet.widths.filter { $0.key.count == 1 && !sheet.hiddenColumns.contains($0.key) }
                .filter { ($0.key.utf8.first ?? 0) - 65 < printed }.reduce(0) { $0 + $1.value }
            #expect(width > 50 && 770 / (width * 5.25) * 10 >= 5, "\(definition.id): \(width)")
            // however long the texts are
            let bound = definition.blocks[0].columns.filter { !$0.hidden && !$0.aside && !$0.format.isNumeric }.reduce(0) { $0 + max($1.maxWidth, $1.minWidth) }
            #expect(bound <= 254, "\(definition.id): \(bound)")
        }
        #expect(seen > 20)
        #expect(brief.book.sheet(language == .zh ? "推算" : "Implied").printArea.hasPrefix("A1:P"))
        #expect(brief.book.sheet(language == .zh ? "增减" : "Change").printArea.hasPrefix("A1:U"))
    }

    @Test func B13_columnsFitHanText() throws {
        let book = try brief().book
        // 14 Han characters and a margin
        #expect((book.sheet("总览").widths["A"] ?? 0) >= 28)
        for sheet in book.sheets {
            for (cell, content) in book.cells
            where cell.hasPrefix(sheet + " ") && (content.type == "float" || content.type == "int") {
                let column = String(cell.dropFirst(sheet.count + 1).prefix { $0.isLetter })
                if let width = book.sheet(sheet).widths[column] { #expect(width >= 6, "\(cell)") }
            }
        }
    }

    /// What LibreOffice shows: the trap of one format with conditions is 99,999,999 as `10000.0万` and lost signs.
    @Test(.enabled(if: Programs.soffice != nil, "needs LibreOffice")) func B14_moneyIsShownInWanAndYi() throws {
        let shown: [(String, String)] = [
            ("99999999", "9999.9999万"), ("100000000", "1.00亿"), ("-123000000", "-1.23亿"), ("-99999999", "-9999.9999万"),
            ("7292000000", "72.92亿"), ("2257500", "225.7500万"),
            ("2850000", "285.0万"), ("950", "950"), ("0", "0"), ("-0.5", "-0.5"), ("1193.25", "1,193.25"),
            ("20000000000", "200.00亿"), ("123456789", "1.23456789亿"), ("9999.5", "9,999.5"),
        ]
        let yaml = """
            version: 1
            name: money
            title: { zh: 钱, en: Money }
            sheets:
              - kind: summary
                id: money
                name: { zh: 钱, en: Money }
                blocks:
                  - id: amounts
                    sql: SELECT amount FROM money
                    columns:
                      - { key: amount, label: { zh: 金额, en: Amount }, format: money }
                      - { key: third, label: { zh: 推算, en: Derived }, format: money, formula: amount / 1 }
            """
        let scratch = try Scratch()
        let data = TableData(tables: ["money": RowTable(columns: ["amount"], rows: shown.map { [.text($0.0)] })])
        _ = try ReportRenderer().render(
            try ReportTemplate.parse(text: yaml, file: "money.yml"), data: data, properties: Brief.properties,
            to: scratch.path)
        let lines = try Programs.shown(scratch.path + "/money.xlsx", into: scratch).split(separator: "\n").dropFirst(4)
            .map { $0.replacingOccurrences(of: "\"", with: "") }
        // the comma of 1,193.25 stands inside a field, whose quotes are dropped above
        #expect(lines.map { line in shown.first { line.hasPrefix($0.1 + ",") }?.1 ?? line } == shown.map(\.1))
        #expect(lines.first?.hasSuffix(",1.00亿") == true)
        let book = try Workbook(scratch.path + "/money.xlsx")
        #expect(book.cells["钱 A5"]?.value == "99999999.0")
    }

    @Test func B15_englishLabelsFromTheSameLayout() throws {
        let book = try brief(.en).book
        #expect(book.sheets.prefix(4) == ["Contents", "Overview", "Articles", "Facts"])
        #expect(book.value("Implied", header: "Implied value", where: "Item", is: "技术合同") == "1085.0")
        let headers = book.cells.filter { $0.key.hasSuffix("4") && $0.key.dropLast().last?.isLetter == true }
        let chinese = headers.filter { $0.value.value.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
        #expect(headers.count > 200)
        #expect(chinese.isEmpty)
    }

    @Test func B17_constantMemoryReadsTheSame() throws {
        let normal = try brief().book
        let constant = try Self.constant.get().book
        #expect(normal.cells.count == constant.cells.count)
        let different = normal.cells.filter { constant.cells[$0.key]?.value != $0.value.value }
        #expect(different.isEmpty)
    }

    /// Long tables of text and figures go past the library: whatever stands in them must read as if they had not.
    @Test func B17_plainRowsReadTheSame() throws {
        let yaml = """
            version: 1
            name: plain
            title: { zh: 长, en: Long }
            sheets:
              - kind: table
                id: rows
                name: { zh: 行, en: Rows }
                sql: SELECT text, figure, money FROM rows
                columns:
                  - { key: text, label: { zh: 文字, en: Text } }
                  - { key: figure, label: { zh: 数, en: Figure }, format: decimal }
                  - { key: money, label: { zh: 钱, en: Money }, format: money }
                totals: { sum: [money] }
            """
        let texts = [
            "江西省南昌市", "a & b < c > d", " 前后有空格 ", "_x0041_", "tab\tline\nend", "\u{1}控制\u{FFFE}", "=1+1", "", "￥１２",
            String(repeating: "长", count: 40_000),
        ]
        let figures: [DataCell] = [
            .real(0.1), .real(-0.25), .real(1_234.5678), .real(1.0 / 3), .real(-0.0), .real(5e-324), .real(99_999_999_999_999.9),
            .text("0.000001"), .decimal("7292000000"), .text("没有数"), .null, .integer(-7), .real(1e300), .real(.infinity),
        ]
        var rows: [[DataCell]] = []
        for at in 0..<140 {
            let money = Double(at * 7919 % 100_003) * 1234.56 - 1e6
            rows.append([.text(texts[at % texts.count]), figures[at % figures.count], .real(money)])
        }
        var books: [Workbook] = []
        var shown: [[String]] = []
        for limit in [20_000, 1] {
            let scratch = try Scratch()
            var options = RenderOptions()
            options.outputs = [.xlsx]
            options.constantMemoryRows = limit
            _ = try ReportRenderer().render(
                try ReportTemplate.parse(text: yaml, file: "plain.yml"),
                data: TableData(tables: ["rows": RowTable(columns: ["text", "figure", "money"], rows: rows)]),
                properties: Brief.properties, options: options, to: scratch.path)
            let path = scratch.path + "/plain.xlsx"
            #expect(try Programs.script("package.py", [path]).isEmpty)
            // openpyxl undoes the escapes of shared strings alone, so the script undoes those of both
            shown.append(try JSONDecoder().decode([String].self, from: Data(Programs.script("workbook.py", ["texts", path]).utf8)))
            books.append(try Workbook(path))
        }
        #expect(shown[0].contains("_x0041_") && shown[0].contains("\u{1}控制\u{FFFE}") && shown[0].contains(" 前后有空格 "))
        #expect(Set(shown[0]) == Set(shown[1]))
        #expect(books[0].cells.count > 390 && books[0].cells.count == books[1].cells.count)
        let different = books[0].cells.filter {
            books[1].cells[$0.key]?.value != $0.value.value && !$0.value.value.contains("_x") && !$0.value.value.contains("控制")
        }
        #expect(different.isEmpty, "\(different.prefix(3))")
    }

    @Test func B18_longSheetsAreSplitWithTotalsAcross() throws {
        let yaml = """
            version: 1
            name: long
            title: { zh: 长, en: Long }
            sheets:
              - kind: contents
                id: contents
                name: { zh: 目录, en: Contents }
              - kind: table
                id: facts
                name: { zh: 事实, en: Facts }
                key: id
                sql: SELECT id, amount FROM facts
                columns:
                  - { key: id, label: { zh: 编号, en: Id } }
                  - { key: amount, label: { zh: 数量, en: Amount }, format: integer }
                  - { key: share, label: { zh: 占比, en: Share }, format: percent, decimals: 4, formula: amount / sum(amount) * 100 }
                totals: { sum: [amount] }
              - kind: table
                id: picks
                name: { zh: 抽样, en: Picks }
                sql: SELECT id FROM picks
                columns: [{ key: id, label: { zh: 编号, en: Id }, link: { sheet: facts, key: id } }]
            """
        let rows = (0..<60_000).map { [DataCell.text("f\($0)"), .integer(Int64($0 % 10))] }
        let scratch = try Scratch()
        var options = RenderOptions()
        options.rowLimit = 20_000
        let data = TableData(tables: [
            "facts": RowTable(columns: ["id", "amount"], rows: rows),
            "picks": RowTable(columns: ["id"], rows: [[.text("f19999")], [.text("f20000")], [.text("f59999")]]),
        ])
        let report = try ReportRenderer().render(
            try ReportTemplate.parse(text: yaml, file: "long.yml"), data: data, properties: Brief.properties,
            options: options, to: scratch.path)
        #expect(report.warnings.map(\.code) == ["workbook.split"])
        let book = try Workbook(scratch.path + "/long.xlsx")
        #expect(book.sheets == ["目录", "事实", "事实 (2)", "事实 (3)", "抽样"])
        for name in ["事实", "事实 (2)", "事实 (3)"] {
            #expect(book.sheet(name).filter == "A4:C20004")
            #expect(book.cells[name + " A4"]?.value == "\"编号\"")
            #expect(book.sheet(name).freeze == "A5")
        }
        #expect(book.cells["事实 (3) B20005"]?.value == "270000.0")
        #expect(book.cells["事实 (2) C6"]?.value == "0.00037037037037037")
        #expect(book.sheet("抽样").links.dropFirst().map { $0[1] } == ["'事实'!A20004", "'事实 (2)'!A5", "'事实 (3)'!A20004"])
        #expect(book.cells["目录 C6"]?.value == "60000.0")
        let xml = try Programs.part("xl/worksheets/sheet4.xml", of: scratch.path + "/long.xlsx")
        #expect(
            xml.contains(
                "<f>SUBTOTAL(109,'事实'!$B$5:$B$20004)+SUBTOTAL(109,'事实 (2)'!$B$5:$B$20004)+SUBTOTAL(109,'事实 (3)'!$B$5:$B$20004)</f><v>270000</v>"
            ))
        #expect(try scratch.text("csv/facts.csv").utf8.lazy.filter { $0 == 10 }.count == 60_001)
    }

    @Test func B22_chartsSayInWordsWhatTheyShow() throws {
        let brief = try brief()
        let (book, path) = (brief.book, brief.path)
        let drawing = try Programs.part("xl/drawings/drawing1.xml", of: path)
        #expect(drawing.components(separatedBy: "descr=\"").count - 1 == 6)
        #expect(drawing.contains("条形图：按地区的投资额，实际、在建或签约、目标分列，单位亿元"))
        for name in book.sheets {
            #expect(book.sheet(name).merged.isEmpty)
            #expect(book.cells[name + " A1"] != nil)
        }
    }

    /// Cells and rules, in Chinese and English: at least 4.5, as WCAG 2 counts it.
    @Test(arguments: ReportLanguage.allCases) func B22_textIsReadableOnItsGround(_ language: ReportLanguage) throws {
        let answer = try Programs.script("workbook.py", ["contrast", brief(language).path])
        let pairs = try JSONDecoder().decode([[String]].self, from: Data(answer.utf8))
        // headers, and the rule for what disagrees
        #expect(pairs.contains(["FFFFFF", "1F4E79", "8.66"]) && pairs.contains { $0[0] == "8B1A10" && $0[1] == "FBE0DD" })
        #expect(pairs.count > 11)
        #expect((pairs.first.flatMap { Double($0[2]) } ?? 0) >= 4.5, "\(pairs.first ?? [])")
    }

    @Test func B23_onlyTheColumnsToFillInAreUnlocked() throws {
        let book = try brief().book
        #expect(book.sheet("复核").protected)
        #expect(book.sheet("复核").unlocked == ["AB", "J", "K", "L", "M", "N", "O", "P", "Q", "R", "T", "V", "X", "Z"])
        #expect(!book.sheet("事实").protected)
        // whoever takes it for security is told otherwise
        #expect(book.cells["复核 A2"]?.value.contains("保护不设密码，只防误改，不是保密") == true)
    }

    @Test func B23_whatTheMachineReadStandsBesideTheCorrection() throws {
        let book = try brief().book
        let labels = "ABCDEFGHIJKLMNO".map { (book.cells["复核 \($0)4"]?.value ?? "").replacing("\"", with: "") }
        #expect(labels == ["证据", "原因", "原文", "句子", "类别", "指标", "机器值", "机器上限", "单位", "处理意见", "更正值", "更正上限", "更正单位", "复核说明", "复核人"])
        let sheet = book.sheet("复核")
        #expect(sheet.printArea.hasPrefix("A1:O") && sheet.fitToWidth == nil)
        // nothing folds on a protected sheet
        #expect(sheet.columnLevels.isEmpty)
        #expect(book.cells["复核 AG4"]?.value == "\"编号\"")
    }

    @Test func B24_theFirstSheetIsTidy() throws {
        let book = try brief().book
        let sheet = book.sheet("目录")
        let digest = try #require(book.cells.first { $0.key.hasPrefix("目录 C") && $0.value.value == "\"3f1c9a0d5e7b2468\"" }?.key)
        let row = try #require(Int(digest.dropFirst("目录 C".count)))
        let header = row - (book.cells["目录 A\(row)"]?.value == "2.0" ? 2 : 3)
        let bands = sheet.filled.filter { $0.hasSuffix("\(header)") && Int($0.drop { $0.isLetter }) == header }
        // every filled cell of the header has a label, or the text of the last runs below it
        #expect(["A", "B", "C"].allSatisfy { book.cells["目录 \($0)\(header)"] != nil })
        #expect(bands.count == 4, "\(bands)")
        let gap = try #require(book.cells.first { $0.key.hasPrefix("目录 ") && $0.value.value == "\"✓\"" }?.key)
        #expect(sheet.aligned[String(gap.dropFirst("目录 ".count))] == "center")
    }

    @Test func B24_contentsLinksAndCounts() throws {
        let book = try brief().book
        let links = book.sheet("目录").links
        #expect(links.count == book.sheets.count - 1)
        #expect(links.map { $0[1] }.contains("'推算'!A1"))
        #expect(book.cells["目录 A2"]?.value.hasPrefix("\"从新闻、公报和统计资料中读出的投资与产出数字") == true)
        #expect(book.cells.contains { $0.key.hasPrefix("目录 A") && $0.value.value.hasPrefix("\"深蓝斜体 = 公式推算值") })
        #expect(book.cells["目录 B8"]?.value == "\"事实\"")
        #expect(book.cells["目录 C8"]?.value == "82.0")
        #expect(book.value("目录", header: "差额", where: "核对项", is: "文件：读入 = 采用 + 隔离") == "0.0")
        #expect(book.value("目录", header: "结论", where: "核对项", is: "数字：读入 = 采用 + 隔离 + 剔除") == "\"✓\"")
    }

    @Test func B26_aChangeOfMethodIsNotAChangeOfData() throws {
        let book = try brief().book
        let causes = (5...8).compactMap { book.cells["较上期 A\($0)"]?.value }
        #expect(causes == ["\"数据变化\"", "\"数据变化\"", "\"人工更正\"", "\"方法变化\""])
        // old and new value of a changed figure stand out, a change of method is muted
        let rules = book.sheet("较上期").conditions
        #expect(rules.contains { $0.range == "G5:H8" && $0.formulas == ["$B5=\"变更\""] })
        #expect(rules.contains { $0.range == "A5:L8" && $0.formulas == ["$A5=\"方法变化\""] })
    }

    @Test func B29_thePackageKeepsTheRulesOfItsFormat() throws {
        for path in [try brief().path, try brief(.en).path, try Self.constant.get().path] {
            #expect(try Programs.script("package.py", [path]).isEmpty)
        }
    }

    @Test(arguments: [
        ("style", "has style 9999 of"), ("order", "`sheetData` stands too late in `worksheet`"),
        ("link", "leads to a sheet that is not there"), ("value", "holds 'one', which is no number"),
    ]) func B29_aPlantedBreachIsFound(_ kind: String, _ message: String) throws {
        let scratch = try Scratch()
        let path = scratch.path + "/broken.xlsx"
        try FileManager.default.copyItem(atPath: try Self.constant.get().path, toPath: path)
        _ = try Programs.script("package.py", ["plant", kind, path])
        let failure = #expect(throws: Programs.Failure.self) { try Programs.script("package.py", [path]) }
        #expect(failure?.description.contains(message) == true)
    }

    @Test(arguments: ReportLanguage.allCases) func B29_twoReadersSeeTheSame(_ language: ReportLanguage) throws {
        for path in [try brief(language).path, try Self.constant.get().path] {
            #expect(try Programs.script("workbook.py", ["same", path]).contains("\"differences\": []"))
        }
    }

    @Test func B16_theSameBytesWhateverTheFolderAndTime() throws {
        let first = try brief()
        let scratch = try Scratch()
        try Brief.render(to: scratch.path + "/另一个 文件夹") { $0.outputs = [.xlsx] }
        #expect(try first.scratch.bytes("industry-brief.xlsx") == scratch.bytes("另一个 文件夹/industry-brief.xlsx"))
    }
}
