/// The language of a report's labels. Data is never translated.
public enum ReportLanguage: String, Sendable, CaseIterable {
    case zh, en
}

/// A label in both languages of a report.
public struct Localized: Sendable, Hashable {
    public var zh: String
    public var en: String

    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    public static let empty = Localized(zh: "", en: "")
    public var isEmpty: Bool { zh.isEmpty && en.isEmpty }
    public subscript(language: ReportLanguage) -> String { language == .zh ? zh : en }

    func mapped(_ change: (String) -> String) -> Localized { Localized(zh: change(zh), en: change(en)) }
}
