import Diagnostics

/// One named reason for which work must be done again when it changes.
///
/// `key` is stable and dotted: `option.with`, `table.units.tsv`, `version`, `source.sources/a.txt`.
public struct FingerprintPart: Sendable, Hashable, Codable {
    public var key: String
    public var digest: Digest
    /// A short readable form of the value, for `0.6 -> 0.7`. Empty where only the digest is known.
    public var value: String
    /// What changed, said to a person: `source`, `lexicon`, `template`, `model`, `enrich` (a stage).
    public var label: String
    /// Which one: `sources/a.txt`, `units.tsv`.
    public var name: String
    /// Where a person edits it.
    public var location: SourceLocation?

    public init(
        key: String, digest: Digest, value: String = "", label: String = "", name: String = "",
        location: SourceLocation? = nil
    ) {
        self.key = key
        self.digest = digest
        self.value = value
        self.label = label
        self.name = name
        self.location = location
    }

    /// A part whose value is short text.
    public init(key: String, value: String, label: String = "", name: String = "", at location: SourceLocation? = nil) {
        self.init(
            key: key, digest: Digest.of(value), value: value.utf8.count <= 200 ? value : String(value.prefix(60)) + "…",
            label: label, name: name, location: location)
    }

    /// A table, template or model that the stage reads.
    ///
    /// - Parameter label: `lexicon`, `template`, `model`, `overrides` …
    public static func file(_ name: String, label: String, digest: Digest) -> FingerprintPart {
        FingerprintPart(key: "\(label).\(name)", digest: digest, label: label, name: name)
    }
}

/// Named parts and the digest over all of them. Order of the parts does not count; keys are unique.
public struct Fingerprint: Sendable, Hashable, Codable {
    public let parts: [FingerprintPart]
    public let digest: Digest

    public init(_ parts: [FingerprintPart]) {
        self.parts = parts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        var stream = DigestStream()
        for part in self.parts {
            stream.update(part.key)
            stream.update(part.digest)
        }
        digest = stream.finish()
    }

    /// What differs from an earlier fingerprint, ordered by key.
    public func changes(since old: Fingerprint) -> [FingerprintChange] {
        if digest == old.digest { return [] }
        let before = Dictionary(old.parts.map { ($0.key, $0) }, uniquingKeysWith: { a, _ in a })
        let now = Dictionary(parts.map { ($0.key, $0) }, uniquingKeysWith: { a, _ in a })
        var out: [FingerprintChange] = []
        for part in parts where before[part.key]?.digest != part.digest {
            out.append(FingerprintChange(old: before[part.key], new: part))
        }
        for part in old.parts where now[part.key] == nil { out.append(FingerprintChange(old: part, new: nil)) }
        return out.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
}

/// One part that is not what it was.
public struct FingerprintChange: Sendable, Hashable, Codable {
    public let old: FingerprintPart?
    public let new: FingerprintPart?

    public init(old: FingerprintPart?, new: FingerprintPart?) {
        self.old = old
        self.new = new
    }

    public var key: String { new?.key ?? old?.key ?? "" }

    /// `source changed: sources/a.txt`, `new source: sources/b.txt`, or for a configured value
    /// `enrich.rules.investment.confidence 0.6 -> 0.7 (pipeline.yml:41:18)`.
    public var description: String {
        let part = new ?? old
        let label = part?.label ?? ""
        let name = part?.name ?? ""
        if !label.isEmpty, part?.location == nil, part?.value.isEmpty ?? true {
            return switch (old, new) {
            case (nil, _): "new \(label): \(name)"
            case (_, nil): "\(label) withdrawn: \(name)"
            default: "\(label) changed: \(name)"
            }
        }
        let place = new?.location.map { " (\($0.description))" } ?? ""
        let subject = name.isEmpty ? key : name
        return "\(subject) \(shown(old)) -> \(shown(new))\(place)"
    }

    private func shown(_ part: FingerprintPart?) -> String {
        guard let part else { return "unset" }
        return part.value.isEmpty ? String(part.digest.description.prefix(8)) : part.value
    }
}
