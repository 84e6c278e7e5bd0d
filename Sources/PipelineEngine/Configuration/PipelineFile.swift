import Diagnostics

/// A pipeline as its file describes it, checked: every name resolves, every value has its type.
///
/// Read with ``read(_:overlays:environment:flags:schema:)``; nothing else makes one, so nobody
/// meets a half-checked pipeline.
public struct PipelineFile: Sendable {
    public let path: String
    public let name: String
    public let timezone: String
    public let limits: PipelineLimits
    public let sources: [SourceSpec]
    /// In the order of the file.
    public let stages: [StageSpec]
    public let retention: Retention
    /// The merged configuration, with the origin of each value.
    public let root: ConfigNode
    public let schema: PipelineSchema

    public func stage(_ name: String) -> StageSpec? { stages.first { $0.name == name } }
    public func source(_ name: String) -> SourceSpec? { sources.first { $0.name == name } }
}

public struct PipelineLimits: Sendable, Hashable {
    /// `nil`: as many as the machine has processors.
    public var jobs: Int?
    public var memory: Int
    public var documentMilliseconds: Int
    public var stageMilliseconds: Int?

    public init(
        jobs: Int? = nil, memory: Int = 1 << 30, documentMilliseconds: Int = 60_000, stageMilliseconds: Int? = nil
    ) {
        self.jobs = jobs
        self.memory = memory
        self.documentMilliseconds = documentMilliseconds
        self.stageMilliseconds = stageMilliseconds
    }
}

/// One entry under `sources`.
public struct SourceSpec: Sendable, Hashable {
    public let name: String
    /// As written; relative ones count from the pipeline's folder.
    public let paths: [String]
    public let optional: Bool
    /// All keys, also those that the tool declared.
    public let options: ConfigNode
    public let location: SourceLocation?
    /// Digest over everything here that can change what is read (`path`, `date`, …).
    public let fingerprint: [FingerprintPart]
}

/// One entry under `stages`.
public struct StageSpec: Sendable, Hashable {
    public let name: String
    public let kind: String
    public let needs: [String]
    /// All keys, checked against the kind's declaration.
    public let options: ConfigNode
    public let location: SourceLocation?
    public let limits: StageLimits
    public let retries: Retries
    /// The options in canonical form, one part a key: what `why` compares.
    public let parts: [FingerprintPart]
    public let declaration: StageKindDeclaration

    /// Whether a key is written, by its dotted path.
    public func option(_ path: String) -> ConfigNode? {
        var node: ConfigNode? = options
        for key in path.split(separator: ".") { node = node?[String(key)] }
        return node
    }

    /// The texts of a list option, or its default's.
    public func strings(_ name: String) -> [String] {
        if let node = options[name], !node.isNull { return node.strings }
        let standard = declaration.options.first { $0.name == name }?.standard ?? ""
        return standard.split(separator: ",").map { String($0.drop { $0 == " " }) }
    }

    /// The text of an option, or its default.
    public func string(_ name: String) -> String? {
        if let node = options[name], !node.isNull { return node.string }
        return declaration.options.first { $0.name == name }?.standard
    }
}

public struct StageLimits: Sendable, Hashable {
    public var jobs: Int?
    public var documentMilliseconds: Int?
    public var stageMilliseconds: Int?

    public init(jobs: Int? = nil, documentMilliseconds: Int? = nil, stageMilliseconds: Int? = nil) {
        self.jobs = jobs
        self.documentMilliseconds = documentMilliseconds
        self.stageMilliseconds = stageMilliseconds
    }
}

public struct Retries: Sendable, Hashable {
    /// Tries after the first.
    public var times: Int
    /// Before the second try; doubles each time.
    public var backoffMilliseconds: Int

    public init(times: Int = 0, backoffMilliseconds: Int = 1000) {
        self.times = times
        self.backoffMilliseconds = backoffMilliseconds
    }
}

/// What `gc` keeps.
public struct Retention: Sendable, Hashable {
    public var keepLast: Int
    public var keepMilliseconds: Int

    public init(keepLast: Int = 5, keepMilliseconds: Int = 30 * 86_400_000) {
        self.keepLast = keepLast
        self.keepMilliseconds = keepMilliseconds
    }
}
