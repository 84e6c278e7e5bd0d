import ArgumentParser
import Diagnostics
import Foundation
import PipelineEngine

/// `assay init`: a pipeline that runs.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a pipeline that runs, with one sample document.",
        discussion: """
            Makes Pipelines/NAME below --root, or below this folder. Example:
              assay init my-brief --root /tmp/assay-example
            """)

    @Argument(help: "Name of the pipeline: letters, digits, - and _.")
    var name: String

    @OptionGroup var place: ProjectOptions
    @OptionGroup var saying: SayingOptions

    func validate() throws {
        guard name.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_" }),
            let first = name.unicodeScalars.first, first != "-", first != "_"
        else { throw ValidationError("`\(name)` is no name; use letters, digits, - and _") }
    }

    func run() throws {
        let root = Project.absolute(place.root ?? (try? Project.find(nil).root) ?? ".")
        let project = Project(root: root)
        let folder = project.folder(of: name)
        if FileBytes.exists(project.file(of: name)) {
            throw CommandFailure(
                .cannotCreate, code: "init.exists", "there is a pipeline `\(name)` already", help: "choose another name, or edit \(project.shown(project.file(of: name)))")
        }
        try FileBytes.makeFolders(folder + "/sources")
        try FileBytes.replace(project.file(of: name), with: Array(pipeline.utf8), durable: false)
        let sample = folder + "/sources/2021-01-08-样例.txt"
        try FileBytes.replace(sample, with: Array(Self.document.utf8), durable: false)
        if saying.json {
            let made = ["pipeline": name, "file": project.file(of: name), "sample": sample]
            return try StandardOutput.shared.line(String(decoding: JSON.encode(made), as: UTF8.self))
        }
        if saying.quiet { return }
        try StandardOutput.shared.line("made \(project.shown(project.file(of: name)))")
        try StandardOutput.shared.line("made \(project.shown(sample))")
        try StandardOutput.shared.line("next: assay run \(name)" + (place.root == nil ? "" : " --root \(root)"))
    }

    private var pipeline: String {
        """
        version: 1
        name: \(name)
        timezone: Asia/Shanghai

        sources:
          press: { path: "sources/**/*.{txt,html}", date: auto }

        stages:
          ingest:    { kind: ingest, sources: [press] }
          normalize: { kind: normalize, needs: [ingest] }
          enrich:    { kind: enrich, needs: [normalize] }
          check:
            kind: check
            needs: [enrich]
            expect:
              - { id: value-order, sql: "low_real <= high_real", severity: error }
              - { id: share-range, sql: "category <> 'share' OR high_real <= 100", rows: quarantine }
          report:    { kind: render, needs: [check], template: industry-brief, outputs: [xlsx, csv] }

        """
    }

    private static let document = """
        样例市磁材项目投产
        2021年1月8日，样例市高新区一条磁性材料生产线投产。项目总投资3.6亿元，设计产能5000吨/年，
        达产后预计年产值8亿元。2020年，该市新材料产业产值达到120.5亿元，同比增长12.3%，占全市工业的18%。

        """
}
