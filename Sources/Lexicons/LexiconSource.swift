import Diagnostics
import Foundation

/// Finds the shipped tables and lays a pipeline's own tables over them.
///
/// Shipped tables are looked for in `$ASSAY_SHARE/lexicons`, beside the binary, in
/// `../share/assay/lexicons`, then in the build folder (`assay_Lexicons.resources/Resources`).
/// An overlay folder may hold a table of the same name (`units.tsv`): its rows are added; two
/// rows that claim the same key are an error that names both.
public struct LexiconSource: Sendable {
    public let shipped: URL
    public let overlay: URL?

    public init(shipped: URL, overlay: URL? = nil) {
        self.shipped = shipped
        self.overlay = overlay
    }

    /// - Throws: ``Diagnostic`` `lexicon.not-found` (exit 78) naming every folder that was tried.
    public static func locate(
        environment: [String: String] = ProcessInfo.processInfo.environment, executable: URL? = nil, overlay: URL? = nil
    ) throws -> LexiconSource {
        var tried: [URL] = []
        if let share = environment["ASSAY_SHARE"], !share.isEmpty {
            tried.append(URL(fileURLWithPath: share).appendingPathComponent("lexicons"))
        }
        let binary = executable ?? runningExecutable()
        let folder = binary.deletingLastPathComponent()
        tried.append(folder.appendingPathComponent("lexicons"))
        tried.append(folder.deletingLastPathComponent().appendingPathComponent("share/assay/lexicons"))
        tried.append(folder.appendingPathComponent("assay_Lexicons.resources/Resources"))
        for candidate in tried where access(candidate.appendingPathComponent("units.tsv").path, R_OK) == 0 {
            return LexiconSource(shipped: candidate, overlay: overlay)
        }
        throw Diagnostic(
            code: "lexicon.not-found", "the lexicon tables are missing; looked in "
                + tried.map { "`\($0.path)`" }.joined(separator: ", "),
            help: "run `make install` again, or set ASSAY_SHARE to the folder that holds `lexicons/`")
    }

    /// The resolved path of the running program.
    public static func runningExecutable() -> URL {
        let path = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: path)
    }

    /// Reads a shipped table and the overlay's rows for it.
    ///
    /// - Parameter key: gives the identity of a row; rows with equal keys across shipped and
    ///   overlay clash. `nil` allows any number.
    /// - Throws: ``DiagnosticList`` of everything wrong in both files.
    public func table(
        _ name: String, columns: [String], key: ((TSVTable, TSVTable.Row) -> String)? = nil
    ) throws -> [TSVTable] {
        let base = shipped.appendingPathComponent(name)
        var tables: [TSVTable] = []
        do {
            tables.append(try TSVTable(text: String(contentsOf: base, encoding: .utf8), file: base.path, columns: columns))
        } catch let error as DiagnosticList {
            throw error
        } catch {
            throw Diagnostic(
                code: "lexicon.unreadable", "cannot read `\(base.path)`: \(error.localizedDescription)",
                help: "run `make install` again")
        }
        if let overlay {
            let file = overlay.appendingPathComponent(name)
            if access(file.path, F_OK) == 0 {
                guard let text = try? String(contentsOf: file, encoding: .utf8) else {
                    throw Diagnostic(
                        code: "lexicon.unreadable", "cannot read `\(file.path)` as UTF-8",
                        help: "save the table as UTF-8 text")
                }
                tables.append(try TSVTable(text: text, file: file.path, columns: columns))
            }
        }
        guard let key else { return tables }
        var faults: [Diagnostic] = []
        let rows = tables.flatMap(\.rows)
        var seen = WordNumbers(expected: rows.count)
        var number = -1
        for table in tables {
            for row in table.rows {
                number += 1
                let k = key(table, row)
                if k.isEmpty { continue }
                if let earlier = seen.insert(k, number) {
                    let first = rows[earlier]
                    faults.append(Diagnostic(
                        code: "lexicon.duplicate", "`\(k)` is claimed by two rows", at: row.location(),
                        excerpt: row.text, label: "also claimed at \(first.file):\(first.line)", help: "keep one of the rows"))
                }
            }
        }
        if !faults.isEmpty { throw DiagnosticList(faults) }
        return tables
    }

    /// Raw bytes of a table with its overlay, for fingerprints. Empty where neither exists.
    public func bytes(of name: String) -> Data {
        var data = (try? Data(contentsOf: shipped.appendingPathComponent(name))) ?? Data()
        if let overlay, let more = try? Data(contentsOf: overlay.appendingPathComponent(name)) {
            data.append(0)
            data.append(more)
        }
        return data
    }
}
