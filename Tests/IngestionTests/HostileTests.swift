import Facts
import Ingestion
import Testing

/// Inputs that break readers: each must end, in time, with sound pieces or a diagnostic.
@Suite struct HostileTests {
    @Test(arguments: [
        String(repeating: "全市完成投资三亿元，", count: 100_000),
        String(repeating: "\n", count: 1_000_000) + "完。",
        String(repeating: "“", count: 500_000),
        String(repeating: "甲，\n\n", count: 30_000),
        String(repeating: "本报记者 张三\n短标题\n", count: 5_000),
        String(repeating: " ", count: 1_000_000) + "末",
        String(repeating: "a\tb\n", count: 20_000),
        String(repeating: "1", count: 1_000_000),
        String(repeating: "企业总数达到\n\n家，产值大幅增长，全年完成投资一百亿元。\n\n", count: 1_000),
        "一\u{0}二\u{0}。" + String(repeating: "全年产值增长。", count: 100),
    ])
    func C23_endsWithSoundPieces(text: String) throws {
        let document = try makeIngestor().read(
            Array(text.utf8), name: "a.txt", options: .init(), deadline: .after(milliseconds: 60_000))
        #expect(document.piecesAreSound)
    }

    @Test func C23_deepHTMLIsReadToTheEnd() throws {
        let depth = 100_000
        let html =
            "<html><body>" + String(repeating: "<div>", count: depth) + "<p>全年产值三亿元。</p>"
            + String(repeating: "</div>", count: depth)
        #expect(try read(html, name: "a.html").allTexts == ["全年产值三亿元。"])
        let tables = "<html><body>" + String(repeating: "<table><tr><td>", count: 3_000) + "投资二亿元。"
        #expect(try read(tables, name: "a.html").allTexts == ["投资二亿元。"])
    }

    @Test func C23_nothingIsFetched() throws {
        let html = """
            <!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><img src="http://127.0.0.1:1/a.png"><p>产值&x;一亿元。</p></body></html>
            """
        #expect(try !read(html, name: "a.html").text.string.contains("root:"))
    }

    @Test func C23_aPassedDeadlineEndsReading() throws {
        let text = Array(String(repeating: "全市完成投资三亿元。\n", count: 400_000).utf8)
        #expect(throws: DeadlineExceeded.self) {
            try makeIngestor().read(text, name: "a.txt", options: .init(), deadline: .after(milliseconds: 0))
        }
    }

    @Test func C09_everySlicedPieceIsItsText() throws {
        // pseudo-random texts over an alphabet of everything that structure looks at
        let alphabet = Array("全市投资增长家产的，。、：；“”（）《》\n\n \u{3000}\t-—123亿元%◎□记者本报讯月日年第一（").map(String.init)
        var seed: UInt64 = 42
        func next(_ n: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((seed >> 33) % UInt64(n))
        }
        let ingestor = try makeIngestor()
        for _ in 0..<400 {
            let text = "始" + (0..<(20 + next(600))).map { _ in alphabet[next(alphabet.count)] }.joined()
            let document = try ingestor.read(Array(text.utf8), name: "r.txt", options: .init())
            #expect(document.piecesAreSound, "\(text)")
            let kept = document.articles.flatMap { $0.paragraphs.flatMap(\.pieces) }.reduce(0) { $0 + $1.count }
            let solid = text.unicodeScalars.filter { !$0.properties.isWhitespace }.count
            #expect(kept >= solid, "text was lost: \(text)")
        }
    }
}
