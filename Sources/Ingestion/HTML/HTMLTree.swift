import CLibXML2
import Diagnostics
import Facts

/// A parsed HTML document; owns libxml2's tree and frees it.
final class HTMLTree {
    private let document: htmlDocPtr

    /// - Throws: ``Diagnostic`` `ingest.html` where libxml2 gives no tree at all.
    init(scalars: ContiguousArray<UInt32>, name: String) throws {
        var utf8: [UInt8] = []
        utf8.reserveCapacity(scalars.count * 2)
        // NUL and other controls end a C parser's text early; they stand for nothing in HTML
        for scalar in scalars where scalar >= 0x20 || scalar == 9 || scalar == 10 || scalar == 13 {
            UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") { utf8.append($0) }
        }
        let options = Int32(
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                | HTML_PARSE_NONET.rawValue | HTML_PARSE_COMPACT.rawValue | HTML_PARSE_IGNORE_ENC.rawValue)
        let parsed = utf8.withUnsafeBufferPointer { buffer -> htmlDocPtr? in
            guard let base = buffer.baseAddress, buffer.count < Int(Int32.max) else { return nil }
            return base.withMemoryRebound(to: CChar.self, capacity: buffer.count) { text -> htmlDocPtr? in
                guard let context = htmlCreateMemoryParserCtxt(text, Int32(buffer.count)) else { return nil }
                defer { htmlFreeParserCtxt(context) }
                htmlCtxtUseOptions(context, options)
                // the scalars are valid UTF-8 whatever the document says of itself
                xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
                // without this, what is nested deeper than 256 elements is left out in silence
                context.pointee.options |= Int32(XML_PARSE_HUGE.rawValue)
                htmlParseDocument(context)
                return context.pointee.myDoc
            }
        }
        guard let parsed else {
            throw Diagnostic(
                code: "ingest.html", "`\(name)` cannot be read as HTML",
                help: "open it in a browser; if it shows, save it again as a web page")
        }
        document = parsed
    }

    deinit { xmlFreeDoc(document) }

    var root: xmlNodePtr? { xmlDocGetRootElement(document) }

    // MARK: - Metadata

    private static let dateNames: Set<String> = [
        "pubdate", "publishdate", "publish-date", "publishtime", "article:published_time", "og:release_date",
        "datepublished", "date",
        "dc.date", "dc.date.issued", "apub:time", "firstpublishedtime", "release_date", "publication_date", "pubtime",
        "parsely-pub-date",
        "article:create_at", "og:published_time", "others", "createdate", "article.published",
    ]

    struct Metadata {
        var title = ""
        var date: CalendarDay?
    }

    /// Title and day of issue from `title`, `meta`, `time` and JSON-LD.
    func metadata() -> Metadata {
        var found = Metadata()
        var titles: (graph: String, element: String, heading: String) = ("", "", "")
        HTMLWalk.elements(from: root, limit: 200_000) { node, name in
            switch name {
            case "meta":
                let key =
                    (HTMLWalk.attribute(node, "name") ?? HTMLWalk.attribute(node, "property") ?? HTMLWalk.attribute(
                        node, "itemprop") ?? "")
                    .lowercased()
                let content = HTMLWalk.attribute(node, "content") ?? ""
                if key == "og:title" || key == "articletitle" { titles.graph = content }
                if found.date == nil, Self.dateNames.contains(key) { found.date = Self.day(in: content) }
            case "title":
                if titles.element.isEmpty { titles.element = HTMLWalk.text(of: node, limit: 400) }
            case "h1":
                if titles.heading.isEmpty { titles.heading = HTMLWalk.text(of: node, limit: 400) }
            case "time":
                if found.date == nil { found.date = HTMLWalk.attribute(node, "datetime").flatMap(Self.day(in:)) }
            case "script":
                if found.date == nil, HTMLWalk.attribute(node, "type")?.lowercased() == "application/ld+json" {
                    let text = HTMLWalk.text(of: node, limit: 20_000)
                    if let at = text.firstRange(of: "datePublished") {
                        found.date = Self.day(in: String(text[at.upperBound...].prefix(40)))
                    }
                }
            default: break
            }
        }
        let candidates = [titles.heading, titles.graph, Self.withoutSite(titles.element)]
        found.title = candidates.map(Self.trimmed).first { !$0.isEmpty } ?? ""
        return found
    }

    private static func trimmed(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// `标题_频道_网站` and `标题 - 网站`: the part before the site.
    private static func withoutSite(_ title: String) -> String {
        for mark in ["_", " - ", "|", "—"] {
            if let at = title.firstRange(of: mark), title.distance(from: title.startIndex, to: at.lowerBound) >= 6 {
                return String(title[..<at.lowerBound])
            }
        }
        return title
    }

    private static func day(in text: String) -> CalendarDay? {
        let scalars = ContiguousArray(text.unicodeScalars.map(\.value))
        return scalars.withUnsafeBufferPointer { DateReader(text: $0).firstDay(0, $0.count)?.day }
    }
}
