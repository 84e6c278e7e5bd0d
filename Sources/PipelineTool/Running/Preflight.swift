import Diagnostics
import PipelineEngine
import Rendering
import Store

/// Everything that can be wrong before any work: tables, templates, and every query in them.
struct Preflight {
    let session: PipelineSession

    /// - Throws: ``DiagnosticList`` of all faults, each where a person can mend it.
    func check() throws {
        var faults = queryFaults()
        do {
            _ = try session.shelf.lexicons()
        } catch let list as DiagnosticList {
            faults += list.diagnostics
        } catch let diagnostic as Diagnostic {
            faults.append(diagnostic)
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
    }

    /// Prepares each query of expectations and templates on an empty store.
    private func queryFaults() -> [Diagnostic] {
        var faults: [Diagnostic] = []
        do {
            let empty = try Store.inMemory()
            try empty.read { reader in
                for spec in session.file.stages {
                    if let check = session.stages[spec.name] as? CheckStage { faults += expectationFaults(check, spec, reader) }
                    if let render = session.stages[spec.name] as? RenderStage { faults += templateFaults(render, reader) }
                }
            }
        } catch let list as DiagnosticList {
            faults += list.diagnostics
        } catch let diagnostic as Diagnostic {
            faults.append(diagnostic)
        } catch {
            faults.append(Diagnostic(code: "store.query", "\(error)"))
        }
        return faults
    }

    private func expectationFaults(_ stage: CheckStage, _ spec: StageSpec, _ reader: StoreReader) -> [Diagnostic] {
        let nodes = spec.options["expect"]?.elements ?? []
        return zip(stage.expectations, nodes).compactMap { expectation, node in
            let query = expectation.failing(selecting: "*")
            do {
                _ = try reader.columns(of: query)
                return nil
            } catch let error as StoreQueryError {
                let isTable = error.message.hasPrefix("no such table")
                let key = node[isTable ? "on" : "sql"]
                let before = isTable ? query.utf8.count : query.utf8.count - expectation.condition.utf8.count - 1
                let place = (error.offset ?? before) - before
                return Diagnostic(
                    code: "check.sql", "expectation `\(expectation.id)`: \(error.message)",
                    at: key.flatMap { SQLPlace.within($0, expectation.condition, place) }, help: "the views and their columns are listed in the documentation, “The store”")
            } catch {
                return Diagnostic(code: "check.sql", "expectation `\(expectation.id)`: \(error)", at: node.location)
            }
        }
    }

    private func templateFaults(_ stage: RenderStage, _ reader: StoreReader) -> [Diagnostic] {
        let template: ReportTemplate
        do {
            template = try stage.template.parsed()
        } catch let list as DiagnosticList {
            return list.diagnostics
        } catch {
            return [Diagnostic(code: "template.unreadable", "\(error)", at: SourceLocation(file: stage.template.shown))]
        }
        var faults: [Diagnostic] = []
        for query in template.queries {
            do {
                _ = try reader.columns(of: query.sql)
            } catch let error as StoreQueryError {
                faults.append(Diagnostic(
                    code: "template.sql", "sheet `\(query.sheet)`: \(error.message)",
                    at: SQLPlace.within(query.location, query.sql, error.offset ?? 0),
                    help: "the views and their columns are listed in the documentation, “The store”"))
            } catch {
                faults.append(Diagnostic(code: "template.sql", "sheet `\(query.sheet)`: \(error)", at: query.location))
            }
        }
        if !faults.isEmpty { return faults }
        for sheet in template.sheets {
            for block in sheet.blocks {
                guard let sql = block.sql?.text, let columns = try? reader.columns(of: sql) else { continue }
                faults += block.missingColumns(among: columns, sheet: sheet.id)
            }
        }
        return faults
    }
}

/// Where a fault in a query stands in the file that holds the query.
enum SQLPlace {
    static func within(_ node: ConfigNode, _ sql: String, _ offset: Int) -> SourceLocation? {
        guard var start = node.location else { return nil }
        // a quoted text begins behind its quotation mark
        if case .scalar(_, plain: false) = node.content, !sql.contains("\n") { start.column += 1 }
        return within(start, sql, offset)
    }

    /// - Parameter offset: into `sql`, in bytes of UTF-8.
    ///
    /// In a block text the lines of the query follow the line that announces it; elsewhere it is one line.
    static func within(_ start: SourceLocation, _ sql: String, _ offset: Int) -> SourceLocation {
        let before = Array(sql.utf8.prefix(max(0, offset)))
        let lines = before.split(separator: 0x0A, omittingEmptySubsequences: false)
        let column = String(decoding: lines.last ?? [], as: UTF8.self).unicodeScalars.count
        var place = start
        place.length = 1
        if sql.contains("\n") {
            place.line += lines.count
            place.column = 0
        } else {
            place.column += column
        }
        return place
    }
}
