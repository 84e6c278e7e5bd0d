import CLibXML2
import Diagnostics

/// Walks an XML part node by node in constant memory.
///
/// Nothing is fetched and no entity is expanded: a part with a document type is refused, as no spreadsheet
/// program writes one.
final class XMLPull {
    enum Node: Equatable {
        /// The local name of an element; an empty element is followed by its ``end``.
        case start(String)
        case end(String)
        case text(String)
    }

    private let bytes: [UInt8]
    private let place: String
    private var reader: xmlTextReaderPtr?
    private var pendingEnd: String?

    init(_ bytes: [UInt8], place: String) throws {
        self.bytes = bytes
        self.place = place
        let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_HUGE.rawValue)
        reader = self.bytes.withUnsafeBufferPointer { buffer -> xmlTextReaderPtr? in
            guard let base = buffer.baseAddress, buffer.count < Int(Int32.max) else { return nil }
            return base.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
                xmlReaderForMemory($0, Int32(buffer.count), nil, nil, options)
            }
        }
        guard reader != nil else { throw damaged() }
    }

    deinit { if let reader { xmlFreeTextReader(reader) } }

    /// - Returns: the next element, end or text; `nil` after the last.
    func next() throws -> Node? {
        if let name = pendingEnd {
            pendingEnd = nil
            return .end(name)
        }
        // the parser reads from the array's memory, which has to stay in place while it does
        return try bytes.withUnsafeBufferPointer { _ in
            while true {
                let code = xmlTextReaderRead(reader)
                if code == 0 { return nil }
                guard code == 1 else { throw damaged() }
                switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
                case XML_READER_TYPE_ELEMENT.rawValue:
                    let name = text(xmlTextReaderConstLocalName(reader))
                    if xmlTextReaderIsEmptyElement(reader) == 1 { pendingEnd = name }
                    return .start(name)
                case XML_READER_TYPE_END_ELEMENT.rawValue:
                    return .end(text(xmlTextReaderConstLocalName(reader)))
                case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
                    XML_READER_TYPE_WHITESPACE.rawValue, XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
                    return .text(text(xmlTextReaderConstValue(reader)))
                case XML_READER_TYPE_DOCUMENT_TYPE.rawValue, XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
                    throw ZipContainer.damaged(place, "it brings a document type of its own, as no spreadsheet program does")
                default: continue
                }
            }
        }
    }

    /// Attributes of the element just started, by local name.
    func attributes() -> [String: String] {
        var all: [String: String] = [:]
        guard xmlTextReaderHasAttributes(reader) == 1 else { return all }
        while xmlTextReaderMoveToNextAttribute(reader) == 1 {
            all[text(xmlTextReaderConstLocalName(reader))] = text(xmlTextReaderConstValue(reader))
        }
        xmlTextReaderMoveToElement(reader)
        return all
    }

    /// All text up to the end of the element just started, elements named in `without` left out.
    func textContent(of name: String, without: Set<String> = []) throws -> String {
        var all = "", skipped = 0
        while let node = try next() {
            switch node {
            case .text(let text): if skipped == 0 { all += text }
            case .start(let inner): if skipped > 0 || without.contains(inner) { skipped += 1 }
            case .end(let inner):
                if skipped > 0 { skipped -= 1 } else if inner == name { return all }
            }
        }
        throw damaged()
    }

    private func damaged() -> Diagnostic { ZipContainer.damaged(place, "its XML is broken") }

    private func text(_ pointer: UnsafePointer<xmlChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
}
