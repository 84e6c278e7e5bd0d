/// The formats that Ingestion reads, one line each; the first that recognises the bytes reads them.
package enum ReaderCatalog {
    static let readers: [(name: String, reader: any SourceReader)] = [
        ("PDFReader", PDFReader()),
        ("HTMLReader", HTMLReader()),
        ("PlainTextReader", PlainTextReader()),
    ]

    /// Names of the readers, each that of its file in `Readers/`.
    package static var names: [String] { readers.map(\.name) }

    static func reader(for bytes: UnsafeBufferPointer<UInt8>, name: String) -> any SourceReader {
        readers.first { $0.reader.recognises(bytes, name: name) }?.reader ?? PlainTextReader()
    }
}
