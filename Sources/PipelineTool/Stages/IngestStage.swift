import Diagnostics
import Facts
import Ingestion
import PipelineEngine
import Store

/// `ingest`: source files become documents.
struct IngestStage: StageImplementation, StoredStage {
    let shelf: LexiconShelf
    let inputs: PipelineInputs
    /// Names of the sources that this stage reads.
    let sources: [String]

    /// Raise it when the same bytes and tables give other articles.
    var version: Int { 11 }
    var parts: [FingerprintPart] { shelf.parts(LexiconUse.ingest) }

    func outsideDigest() throws -> Digest? { inputs.digest }

    func units(_ upstream: Upstream) throws -> [Unit] {
        inputs.entries(of: sources).map { entry in
            let part = FingerprintPart(
                key: "source.\(entry.name)", digest: entry.file?.digest ?? Digest.of("unreadable"), label: "source",
                name: entry.name)
            return Unit(id: entry.name, inputs: [part] + entry.options, weight: max(1 << 20, (entry.file?.size ?? 0) * 16))
        }
    }

    func run(_ unit: Unit, in context: UnitContext) throws -> UnitOutput {
        guard let entry = inputs.entry(unit.id) else {
            throw Diagnostic(code: "ingest.gone", "`\(unit.id)` is gone", help: "run again")
        }
        guard let file = entry.file else { throw entry.fault ?? SystemError("read", unit.id) }
        let bytes = try FileBytes.read(file.fullPath)
        let document = try shelf.ingestor().read(
            bytes, name: entry.name, options: IngestOptions(date: entry.date), deadline: context.deadline)
        let record = DocumentRecord(
            document: document, source: file.source, path: entry.isInside ? file.path : "",
            digest: Digest.of(bytes).description, bytes: bytes.count)
        var digest = RowsDigest()
        digest.add(document.text.scalars.withUnsafeBytes { Digest.of($0) })
        digest.add(document.date?.description ?? "")
        for row in record.articleRows { for value in row { digest.add(value) } }
        return UnitOutput(
            of: unit, digest: digest.finish(), size: bytes.count, payload: Payload(record: record),
            counts: ["articles": document.articles.count], diagnostics: dateWarning(document))
    }

    private func dateWarning(_ document: Document) -> [Diagnostic] {
        guard document.date == nil else { return [] }
        return [Diagnostic(
            .warning, code: "ingest.no-date", "`\(document.name)` has no date; its relative periods stay empty",
            help: "give its source a `date:`")]
    }

    func explain(_ error: any Error, of unit: Unit) -> (Diagnostic, FailureClass) { RoomFailure.explain(error, of: unit) }

    func withdraw(_ unit: String, from writer: StoreWriter) throws { try writer.removeDocument(unit) }

    private struct Payload: StagePayload {
        var record: DocumentRecord
        func write(to writer: StoreWriter, changed: Bool) throws { try writer.put(record) }
    }
}
