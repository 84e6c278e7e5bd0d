import Diagnostics
import Foundation
import PipelineEngine
import Store

/// Something that a unit made, ready to be written in the transaction that records the unit.
protocol StagePayload: Sendable {
    /// - Parameter changed: whether the unit's items differ from those of its last record.
    func write(to writer: StoreWriter, changed: Bool) throws
}

/// What must happen in the store around the units of one stage.
protocol StoredStage {
    /// Removes what a unit had made; the unit failed, or its source is gone.
    func withdraw(_ unit: String, from writer: StoreWriter) throws
    /// Brings tables over the whole corpus up to date, once all units of the stage are.
    func finish(_ writer: StoreWriter) throws
}

extension StoredStage {
    func finish(_ writer: StoreWriter) throws {}
}

/// The engine's memory, kept in the pipeline's store beside what the stages made.
struct StoreRunRecord: RunRecord {
    private let store: Store
    private let stages: [String: any StoredStage & Sendable]

    /// - Parameter stages: how each stage of the plan keeps its output, by name.
    init(store: Store, stages: [String: any StoredStage & Sendable]) {
        self.store = store
        self.stages = stages
    }

    // MARK: Reading

    func memory(_ key: String) throws -> [UInt8]? {
        guard case .blob(let bytes) = try store.read({ try $0.value("SELECT bytes FROM memory WHERE name = ?", [.text(key)]) })
        else { return nil }
        return bytes
    }

    func summary(of stage: String) throws -> StageSummary? {
        let json = try store.read { try $0.value("SELECT record FROM stage_summary WHERE stage = ?", [.text(stage)]) }
        return json.isNull ? nil : try RecordText.decode(StageSummary.self, json.text)
    }

    func units(of stage: String) throws -> [UnitRecord] {
        try store.read { reader in
            var all: [UnitRecord] = []
            try reader.forEach(
                "SELECT \(Self.unitColumns.joined(separator: ", ")) FROM unit WHERE stage = ?", [.text(stage)]
            ) { all.append(try RecordText.unit($0)) }
            return all
        }
    }

    func fingerprint(_ digest: Digest) throws -> Fingerprint? {
        let json = try store.read {
            try $0.value("SELECT record FROM stage_fingerprint WHERE digest = ?", [.text(digest.description)])
        }
        return json.isNull ? nil : try RecordText.decode(Fingerprint.self, json.text)
    }

    // MARK: Writing

    func remember(_ bytes: [UInt8]?, as key: String) throws {
        try store.write { writer in
            if let bytes {
                try writer.run("INSERT OR REPLACE INTO memory (name, bytes) VALUES (?, ?)", [.text(key), .blob(bytes)])
            } else {
                try writer.run("DELETE FROM memory WHERE name = ?", [.text(key)])
            }
        }
    }

    func begin(_ run: RunStart) throws {
        try store.write { writer in
            try writer.run(
                """
                INSERT OR REPLACE INTO run (run, pipeline, started, ended, status, exit_code, command, tool_version)
                VALUES (?, ?, ?, '', 'open', NULL, ?, ?)
                """,
                [
                    .text(run.run), .text(run.pipeline), .text(run.started), .text(try RecordText.encode(run.command)),
                    .text(run.toolVersion),
                ])
        }
    }

    func open(_ stage: String, fingerprint: Fingerprint) throws {
        try store.write { writer in
            try writer.run("DELETE FROM stage_summary WHERE stage = ?", [.text(stage)])
            try writer.run(
                "INSERT OR IGNORE INTO stage_fingerprint (digest, stage, record) VALUES (?, ?, ?)",
                [.text(fingerprint.digest.description), .text(stage), .text(try RecordText.encode(fingerprint))])
        }
    }

    func commit(_ changes: [UnitChange]) throws {
        try store.write { writer in
            for change in changes { try write(change, to: writer) }
        }
    }

    private func write(_ change: UnitChange, to writer: StoreWriter) throws {
        let stage = stages[change.stage]
        let key: [StoreValue] = [.text(change.stage), .text(change.unit)]
        switch change {
        case .computed(let record, let payload):
            let items = RecordText.items(record.items)
            if let payload = payload as? any StagePayload {
                let before = try writer.reader.value("SELECT items FROM unit WHERE stage = ? AND unit = ?", key)
                try payload.write(to: writer, changed: before != .text(items))
            }
            try put(record, to: writer)
            try writer.run("DELETE FROM refusal WHERE stage = ? AND document = ?", key)
        case .failed(let record):
            try stage?.withdraw(record.unit, from: writer)
            try put(record, to: writer)
            let cause = record.diagnostics.last { $0.severity == .error } ?? record.diagnostics.last
            try writer.run(
                """
                INSERT OR REPLACE INTO refusal (stage, document, source, digest, code, reason, help)
                VALUES (?, ?, '', '', ?, ?, ?)
                """,
                key + [.text(cause?.code ?? ""), .text(cause?.message ?? record.status.rawValue), .text(cause?.help ?? "")])
        case .accepted(let record):
            try put(record, to: writer)
        case .withdrawn:
            try stage?.withdraw(change.unit, from: writer)
            try writer.run("DELETE FROM unit WHERE stage = ? AND unit = ?", key)
            try writer.run("DELETE FROM refusal WHERE stage = ? AND document = ?", key)
        }
    }

    func finish(_ run: StageRun, summary: StageSummary?) throws {
        try store.write { writer in
            let known = try writer.reader.value("SELECT record FROM stage_summary WHERE stage = ?", [.text(run.stage)])
            if let summary {
                let json = try RecordText.encode(summary)
                // no summary stands while a stage changes, so this also mends what a kill left undone
                if known != .text(json) {
                    try stages[run.stage]?.finish(writer)
                    try writer.run(
                        "INSERT OR REPLACE INTO stage_summary (stage, record) VALUES (?, ?)", [.text(run.stage), .text(json)])
                }
            } else {
                try writer.run("DELETE FROM stage_summary WHERE stage = ?", [.text(run.stage)])
            }
            try writer.run(
                """
                INSERT INTO stage_run (run, n, stage, status, record)
                SELECT ?1, (SELECT count(*) FROM stage_run WHERE run = ?1), ?2, ?3, ?4
                WHERE EXISTS (SELECT 1 FROM run WHERE run = ?1)
                """,
                [.text(run.run), .text(run.stage), .text(run.status.rawValue), .text(try RecordText.encode(run))])
            try writer.run(
                """
                DELETE FROM stage_fingerprint WHERE stage = ?1
                    AND digest NOT IN (SELECT stage_fingerprint FROM unit WHERE stage = ?1)
                """, [.text(run.stage)])
        }
    }

    func end(_ run: RunEnd) throws {
        try store.write { writer in
            try writer.run(
                "UPDATE run SET ended = ?, status = ?, exit_code = ? WHERE run = ?",
                [.text(run.ended), .text(run.status.rawValue), .integer(Int64(run.exitCode)), .text(run.run)])
        }
    }

    private static let unitColumns = [
        "stage", "unit", "status", "fingerprint", "stage_fingerprint", "inputs", "items", "counts", "attempts", "milliseconds",
        "reason", "run", "diagnostics",
    ]

    private func put(_ record: UnitRecord, to writer: StoreWriter) throws {
        try writer.run(
            """
            INSERT OR REPLACE INTO unit (\(Self.unitColumns.joined(separator: ", ")))
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .text(record.stage), .text(record.unit), .text(record.status.rawValue), .text(record.fingerprint.description),
                .text(record.stageFingerprint.description), .text(RecordText.parts(record.inputs)),
                .text(RecordText.items(record.items)), .text(RecordText.counts(record.counts)), StoreValue(record.attempts),
                StoreValue(record.milliseconds), .text(record.reason), .text(record.run),
                .text(record.diagnostics.isEmpty ? "" : try RecordText.encode(record.diagnostics)),
            ])
    }
}
