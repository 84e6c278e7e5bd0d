import Checks
import PipelineEngine

/// The kinds of stage that a pipeline file may name, with their options.
enum StageKinds {
    static let schema = PipelineSchema(kinds: [ingest, normalize, enrich, check, render])

    static let ingest = StageKindDeclaration(
        name: "ingest", doc: "reads source files into articles, with offsets into the source",
        options: [OptionDeclaration("sources", .list(.source, least: 1, unique: true), required: true, doc: "names under `sources`")],
        output: "documents", perDocument: true)

    static let normalize = StageKindDeclaration(
        name: "normalize", doc: "reads quantities and facts out of articles", inputs: ["documents"], output: "facts",
        perDocument: true)

    static let enrich = StageKindDeclaration(
        name: "enrich", doc: "gives facts places, organisations and industries, and computes what they imply",
        options: [
            OptionDeclaration(
                "with", .list(.choice(EnrichStage.names), unique: true), standard: EnrichStage.names.joined(separator: ", "),
                doc: "enrichers, in any order")
        ],
        inputs: ["facts"], output: "meaning", perDocument: true)

    static let check = StageKindDeclaration(
        name: "check", doc: "expectations that hold, warn or stop publication",
        options: [
            OptionDeclaration(
                "expect",
                .list(.object([
                    OptionDeclaration("id", .name, required: true, doc: "stable name of the expectation"),
                    OptionDeclaration("on", .name, standard: "facts", doc: "view that it is about"),
                    OptionDeclaration("sql", .text, required: true, doc: "condition that every row should meet"),
                    OptionDeclaration("severity", .choice(Expectation.Level.allCases.map(\.rawValue)), standard: "warn", doc: "what a failure means"),
                    OptionDeclaration("warn_if", .text, standard: ">0", doc: "failing rows that are too many: `>0`, `>1%`"),
                    OptionDeclaration("error_if", .text, doc: "failing rows that stop publication"),
                    OptionDeclaration("rows", .choice(Expectation.RowPolicy.allCases.map(\.rawValue)), standard: "keep", doc: "what happens to failing rows"),
                    OptionDeclaration("message", .text, doc: "what is said when it fails"),
                    OptionDeclaration("least_rows", .integer(0...1_000_000_000), standard: "0", doc: "rows below which nothing is checked"),
                ])), doc: "the expectations, checked in order")
        ],
        inputs: ["meaning", "facts"], output: "meaning", passesThrough: true)

    static let render = StageKindDeclaration(
        name: "render", doc: "writes workbooks, CSV files and pages from a template",
        options: [
            OptionDeclaration("template", .name, required: true, doc: "file in `Templates/`, without `.yml`"),
            OptionDeclaration("outputs", .list(.choice(["xlsx", "csv", "html"]), least: 1, unique: true), standard: "xlsx, csv", doc: "what is written"),
            OptionDeclaration("lang", .choice(["zh", "en"]), standard: "zh", doc: "language of the labels"),
        ],
        inputs: ["meaning", "facts"])
}
