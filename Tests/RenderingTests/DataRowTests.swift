import Rendering
import Testing

struct DataRowTests {
    @Test func valuesComeBackAsTheyWerePut() {
        var row: DataRow = [.null, .text("南昌市"), .integer(-7), .real(0.25), .decimal("35000.10"), .text("")]
        #expect((0..<row.count).map { row[$0] } == [.null, .text("南昌市"), .integer(-7), .real(0.25), .text("35000.10"), .text("")])
        let kept = row
        row.removeAll()
        row.append(.text("别的"))
        #expect(kept[1] == .text("南昌市"))
        #expect(row.count == 1 && row[0] == .text("别的"))
    }

    /// Every lead byte with every second one, cut short and with more behind: a CSV takes the bytes as they lie, so what
    /// reaches it must be what a string would hold.
    @Test func whatIsNoUTF8IsRepaired() throws {
        var table = RowTable(columns: ["word"])
        var expected: [UInt8] = Array("word\r\n".utf8)
        for lead in UInt8(0x7F)...0xFF {
            for second in UInt8(0x7F)...0xFF {
                for tail in [[], [0x80], [0x80, 0x80], [0xBF, 0xBF, 0x41], [0x41]] as [[UInt8]] {
                    let bytes = [0x61, lead, second] + tail
                    var row = DataRow()
                    bytes.withUnsafeBufferPointer { row.append(utf8: $0) }
                    table.append(row)
                    expected += Array(String(decoding: bytes, as: UTF8.self).utf8) + [0x0D, 0x0A]
                }
            }
        }
        let yaml = """
            version: 1
            name: bytes
            title: { zh: 字, en: Bytes }
            sheets:
              - kind: table
                id: bytes
                name: { zh: 字, en: Bytes }
                sql: SELECT word FROM bytes
                columns: [{ key: word, label: { zh: 字, en: Word } }]
            """
        let scratch = try Scratch()
        var options = RenderOptions()
        options.outputs = [.csv]
        _ = try ReportRenderer().render(
            try ReportTemplate.parse(text: yaml, file: "bytes.yml"), data: TableData(tables: ["bytes": table]),
            properties: Brief.properties, options: options, to: scratch.path)
        #expect(try scratch.bytes("csv/bytes.csv").elementsEqual(expected))
    }

    @Test func aTableHoldsRowsOfAnyLength() {
        let rows: [[DataCell]] = [[], [.text("甲"), .integer(1)], [.null], [.text("乙丙"), .real(2), .text("丁")]]
        #expect(RowTable(columns: ["a"], rows: rows).rows == rows)
    }
}
