import Diagnostics
import Facts
import PipelineEngine
import Store

/// `normalize`: the facts of each document.
struct NormalizeStage: StageImplementation, StoredStage {
    let store: Store
    let shelf: LexiconShelf

    /// Raise it when the same document and tables give other facts.
    var version: Int { 40 }
    var parts: [FingerprintPart] { shelf.parts(LexiconUse.normalize) }

    func units(_ upstream: Upstream) throws -> [Unit] { try upstream.unitPerItem() }

    func run(_ unit: Unit, in context: UnitContext) throws -> UnitOutput {
        guard let document = try store.read({ try $0.document(named: unit.id) }) else {
            throw Diagnostic(code: "normalize.no-document", "`\(unit.id)` is not in the store", help: "run with --from ingest")
        }
        let facts = try shelf.normalizer().facts(in: document, deadline: context.deadline)
        let records = facts.map { FactRecord(of: $0, in: document) }
        let rows = DocumentRows(document: document.name, tables: [(.fact, records.enumerated().map { $1.row($0) })])
        var digest = RowsDigest()
        digest.add(rows)
        digest.addInk(of: document.text)
        digest.add(document.date?.description ?? "")
        let articles = DocumentRecord(document: document, source: "", path: "", digest: "", bytes: 0).articleRows
        for row in articles { for value in row.dropLast() { digest.add(value) } }
        return UnitOutput(
            of: unit, digest: digest.finish(), size: document.text.count, payload: Payload(rows: rows),
            counts: ["facts": facts.count])
    }

    func explain(_ error: any Error, of unit: Unit) -> (Diagnostic, FailureClass) { RoomFailure.explain(error, of: unit) }

    func withdraw(_ unit: String, from writer: StoreWriter) throws { try writer.clear([.fact], of: unit) }

    private struct Payload: StagePayload {
        var rows: DocumentRows
        /// Equal facts stay where they are, with the meaning that was given to them.
        func write(to writer: StoreWriter, changed: Bool) throws { if changed { try writer.replace(rows) } }
    }
}
