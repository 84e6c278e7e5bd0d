/// What a configured value may be. One declaration serves checking, canonical form and JSON Schema.
public indirect enum OptionType: Sendable, Hashable {
    case text
    /// Letters (Chinese too), digits, `-`, `_` and `.`; begins with a letter or digit.
    case name
    case integer(ClosedRange<Int>)
    /// A decimal number; kept as text.
    case decimal
    case boolean
    /// `60s`, `10m`, `1h30m`.
    case duration
    /// `512M`, `1G`.
    case byteSize
    /// `2021-01-08`, a day that exists.
    case day
    /// One of these words.
    case choice([String])
    /// This word and no other, as an alternative within ``either``.
    case word(String)
    /// Text that a regular expression (ECMA 262 and Swift alike) matches whole; said to people by `form`.
    case matching(String, form: String)
    /// Name of a source of this pipeline.
    case source
    /// Name of a stage of this pipeline.
    case stage
    /// A list; one lone value counts as a list of one. `unique` refuses repeats.
    case list(OptionType, least: Int = 0, unique: Bool = false)
    /// Free keys, each with such a value.
    case map(OptionType)
    /// These keys and no others.
    case object([OptionDeclaration])
    /// The first that fits.
    case either([OptionType])
    /// Anything, kept as written.
    case any
}

/// One key of the pipeline file: name, type, default and what it is for.
public struct OptionDeclaration: Sendable, Hashable {
    public var name: String
    public var type: OptionType
    public var required: Bool
    /// As one would write it; fills in for a key left out, also in the fingerprint.
    public var standard: String?
    public var doc: String
    /// False for what cannot change the output (limits, notifications): not part of the fingerprint.
    public var affectsOutput: Bool

    public init(
        _ name: String, _ type: OptionType, required: Bool = false, standard: String? = nil, doc: String,
        affectsOutput: Bool = true
    ) {
        self.name = name
        self.type = type
        self.required = required
        self.standard = standard
        self.doc = doc
        self.affectsOutput = affectsOutput
    }
}

/// A kind of stage as the tool offers it: what it takes, what it gives, which options it has.
public struct StageKindDeclaration: Sendable, Hashable {
    public var name: String
    public var doc: String
    public var options: [OptionDeclaration]
    /// Kinds of artifact that it takes from the stages in `needs`; empty: it takes none and `needs` may be left out.
    public var inputs: [String]
    /// Kind of artifact that it gives; `nil`: nobody can need it.
    public var output: String?
    /// Passes on what it takes (a check): whatever its own needs give, its consumers get.
    public var passesThrough: Bool
    /// Units may fail alone, so `limits.document` and `--document` mean something here.
    public var perDocument: Bool

    public init(
        name: String, doc: String, options: [OptionDeclaration] = [], inputs: [String] = [], output: String? = nil,
        passesThrough: Bool = false, perDocument: Bool = false
    ) {
        self.name = name
        self.doc = doc
        self.options = options
        self.inputs = inputs
        self.output = output
        self.passesThrough = passesThrough
        self.perDocument = perDocument
    }
}

/// Everything that may stand in a pipeline file: the engine's own keys and the tool's kinds of stage.
public struct PipelineSchema: Sendable {
    public var kinds: [StageKindDeclaration]
    /// Keys of a source beside `path`, `date` and `freshness`.
    public var sourceOptions: [OptionDeclaration]

    public init(kinds: [StageKindDeclaration], sourceOptions: [OptionDeclaration] = []) {
        self.kinds = kinds
        self.sourceOptions = sourceOptions
    }

    public func kind(_ name: String) -> StageKindDeclaration? { kinds.first { $0.name == name } }

    /// Versions of the file's form that this program reads.
    public static let versions = 1...1

    var root: [OptionDeclaration] {
        [
            OptionDeclaration("version", .integer(Self.versions), required: true, doc: "version of this file's form"),
            OptionDeclaration(
                "name", .name, required: true, doc: "the pipeline's name; reports go to `Reports/<name>`"),
            OptionDeclaration("description", .text, doc: "what the pipeline is for", affectsOutput: false),
            OptionDeclaration(
                "timezone",
                .matching("UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+)+", form: "a time zone such as `Asia/Shanghai`"),
                standard: "Asia/Shanghai", doc: "where the documents' days begin; the machine's own zone is never used"),
            OptionDeclaration(
                "limits", .object(Self.pipelineLimits), doc: "how much the run may use", affectsOutput: false),
            OptionDeclaration("sources", .map(.object(source)), doc: "what is read, by name"),
            OptionDeclaration("stages", .map(.any), required: true, doc: "what is done, by name"),
            OptionDeclaration(
                "publish",
                .object([
                    OptionDeclaration(
                        "keep_last", .integer(1...100_000), standard: "5", doc: "runs that `gc` always keeps"),
                    OptionDeclaration("keep", .duration, standard: "30d", doc: "how long `gc` keeps older runs"),
                ]), doc: "how long published reports are kept", affectsOutput: false),
            OptionDeclaration(
                "notify",
                .object([
                    OptionDeclaration("mail", .list(.text), doc: "who is told about news"),
                    OptionDeclaration("command", .text, doc: "program that gets the message on its standard input"),
                    OptionDeclaration("prometheus", .text, doc: "textfile for the node exporter"),
                ]), doc: "who hears of failures, recoveries and new warnings", affectsOutput: false),
        ]
    }

    static let pipelineLimits = [
        OptionDeclaration(
            "jobs", .integer(1...1024), doc: "units at the same time; left out: processors of the machine"),
        OptionDeclaration("memory", .byteSize, standard: "1G", doc: "memory for units and their results"),
        OptionDeclaration("document", .duration, standard: "60s", doc: "how long one document may take in one stage"),
        OptionDeclaration("stage", .duration, doc: "how long one stage may take"),
    ]

    static let stageLimits = [
        OptionDeclaration("jobs", .integer(1...1024), doc: "units of this stage at the same time"),
        OptionDeclaration("document", .duration, doc: "how long one document may take in this stage"),
        OptionDeclaration("stage", .duration, doc: "how long this stage may take"),
    ]

    static let retries: OptionType = .either([
        .integer(0...20),
        .object([
            OptionDeclaration("times", .integer(0...20), required: true, doc: "tries after the first"),
            OptionDeclaration(
                "backoff", .duration, standard: "1s", doc: "wait before the second try; doubles each time"),
        ]),
    ])

    var source: [OptionDeclaration] {
        [
            OptionDeclaration(
                "path", .list(.text, least: 1), required: true,
                doc: "files, folders or patterns (`**`, `*`, `?`, `{a,b}`), relative to the pipeline's folder"),
            OptionDeclaration(
                "date",
                .either([
                    .word("auto"), .word("none"), .day,
                    .object([
                        OptionDeclaration(
                            "pattern", .text, required: true, doc: "pattern over the file name, `page-{YYYY}{MM}{DD}`")
                    ]),
                ]), standard: "auto", doc: "the document's date: `auto`, a day, or a pattern over the file name"),
            OptionDeclaration(
                "freshness",
                .either([
                    .duration,
                    .object([
                        OptionDeclaration(
                            "within", .duration, required: true, doc: "how old the newest document may be"),
                        OptionDeclaration(
                            "by", .matching("([01][0-9]|2[0-3]):[0-5][0-9]", form: "a time such as `09:00`"),
                            standard: "00:00", doc: "time of day by which it should be there"),
                        OptionDeclaration(
                            "days", .choice(["all", "weekdays"]), standard: "all",
                            doc: "days on which something is expected"),
                        OptionDeclaration(
                            "severity", .choice(["warn", "error"]), standard: "warn", doc: "what being late means"),
                    ]),
                ]), doc: "how new the newest document must be", affectsOutput: false),
            OptionDeclaration("optional", .boolean, standard: "false", doc: "no error when nothing matches"),
        ] + sourceOptions
    }

    /// Keys that a stage of any kind has.
    static let stageCommon = [
        OptionDeclaration("kind", .name, required: true, doc: "what the stage does"),
        OptionDeclaration("needs", .list(.stage, least: 1, unique: true), doc: "stages whose output it reads"),
        OptionDeclaration("description", .text, doc: "what the stage is for", affectsOutput: false),
        OptionDeclaration("limits", .object(stageLimits), doc: "limits of this stage", affectsOutput: false),
        OptionDeclaration("retries", retries, doc: "tries after an error that may pass", affectsOutput: false),
    ]
}
