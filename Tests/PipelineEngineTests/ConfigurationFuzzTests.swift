import Diagnostics
import PipelineEngine
import SeededRandom
import Testing

/// Whatever stands in a file, reading it ends with a pipeline or with faults that have a place.
private func probe(_ bytes: [UInt8]) {
    do {
        let file = try PipelineFile.parse([("p.yml", bytes)], schema: toySchema)
        _ = file.origins()
        for format in GraphFormat.allCases { _ = file.drawing(format) }
    } catch {
        #expect(!error.diagnostics.isEmpty)
        for fault in error.diagnostics {
            let text = DiagnosticPrinter().render(fault)
            #expect((fault.location?.line ?? 0) > 0, "\(text)")
            #expect(fault.code.hasPrefix("pipeline."))
        }
    }
}

@Test func A02_noBytesBreakTheReader() {
    var random = SeededRandom(seed: 2)
    let good = Array(goodPipeline.utf8)
    let pieces =
        [
            "&a ", "*a", "<<: *a", "- ", ": ", "\t", "\r\n", "\u{2028}", "{", "}", "[", "]", "'", "\"", "|", ">", "#",
            "!!int ", "---\n", "...\n", "? ", "稀", "\u{FEFF}", "\u{0}", "%YAML 1.2\n", "null", "~", "1e9",
        ].map { Array($0.utf8) }
        + [[0xFF], [0xE7, 0xA8], [0xED, 0xA0, 0x80]]
    for _ in 0..<1500 {
        var bytes = good
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...9, using: &random)))
            case 1: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: at)
            case 2: bytes[at] = UInt8.random(in: 0...255, using: &random)
            default:
                let line = bytes[at...].firstIndex(of: 0x0A) ?? bytes.endIndex
                bytes.insert(contentsOf: bytes[at..<line], at: Int.random(in: 0..<bytes.count, using: &random))
            }
        }
        probe(bytes)
    }
}

@Test func A02_depthAndLengthHaveTheirLimits() {
    probe(Array(String(repeating: "[", count: 100_000).utf8))
    probe(Array(String(repeating: "a: {", count: 5000).utf8))
    probe(Array(("version: 1\nname: " + String(repeating: "长", count: 100_000)).utf8))
    probe(Array(("a: &a\n" + (0..<2000).map { "b\($0): *a\n" }.joined()).utf8))
    probe(Array(String(repeating: "- - - - - - - - ", count: 200).utf8))
}

@Test func A02_everyCutOfTheFileIsReadOrExplained() {
    let good = Array(goodPipeline.utf8)
    for end in stride(from: 0, to: good.count, by: 7) { probe(Array(good[..<end])) }
}
