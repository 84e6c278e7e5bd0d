import Facts
import Foundation
import Lexicons
import Normalization

/// Tables and reader are loaded once for all tests.
enum Shared {
    static let lexicons: LexiconSet = {
        do { return try LexiconSet(source: LexiconSource.locate()) } catch { preconditionFailure("\(error)") }
    }()
    static let normalizer = Normalizer(lexicons: lexicons)
}

/// A table of specification rows: tab-separated, `#` comments, a header.
enum SpecFile {
    static func rows(_ name: String) -> [[String]] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Specs/\(name)")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { preconditionFailure("no \(file.path)") }
        return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}

/// A text with `⟦…⟧` around what is meant, so that nobody counts offsets.
struct MarkedText {
    var plain = ""
    var spans: [TextSpan] = []

    init(_ marked: String) {
        var start = 0
        var count = 0
        var view = String.UnicodeScalarView()
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟦": start = count
            case "⟧": spans.append(TextSpan(start, count))
            default: view.append(scalar); count += 1
            }
        }
        plain = String(view)
    }
}
