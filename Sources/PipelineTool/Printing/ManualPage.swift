import Foundation

/// The manual page, `assay.1`, made from the same declarations as `--help`.
struct ManualPage {
    private let root: Command

    /// - Parameter help: what the parser dumps of the program's verbs, as JSON.
    init(help: String) throws { root = try JSONDecoder().decode(Dump.self, from: Data(help.utf8)).command }

    /// Text for `man`, in the macros of man(7).
    var text: String {
        var out = ".TH ASSAY 1 \"\" \"assay \(ToolVersion.current)\" \"User Commands\"\n.SH NAME\n"
        out += "assay \\- \(Self.plain(root.abstract ?? ""))\n.SH SYNOPSIS\n.B assay\n.I verb\n[\\fIoptions\\fR]\n"
        out += ".SH VERBS\n"
        for verb in root.subcommands ?? [] where verb.isShown { out += section(verb) }
        out += ".SH \"EXIT STATUS\"\n"
        for (code, meaning) in Self.codes { out += ".TP\n.B \(code)\n\(meaning)\n" }
        out += ".SH ENVIRONMENT\n"
        for (name, meaning) in Self.environment { out += ".TP\n.B \(name)\n\(meaning)\n" }
        out += ".SH FILES\n"
        for (name, meaning) in Self.files { out += ".TP\n.I \(Self.plain(name))\n\(meaning)\n" }
        return out
    }

    private func section(_ verb: Command) -> String {
        let arguments = (verb.arguments ?? []).filter { $0.shouldDisplay ?? true }
        let positional = arguments.filter { $0.kind == "positional" }
        var out = ".SS assay \(verb.commandName)"
        for argument in positional {
            let name = Self.plain(argument.valueName ?? "value") + (argument.isRepeating == true ? " ..." : "")
            out += argument.isOptional == true ? " [\(name)]" : " \(name)"
        }
        out += "\n\(Self.plain(verb.abstract ?? ""))\n"
        if let discussion = verb.discussion, !discussion.isEmpty {
            out += ".PP\n.nf\n" + discussion.split(separator: "\n", omittingEmptySubsequences: false).map { Self.line($0) }.joined() + ".fi\n"
        }
        for argument in positional + arguments.filter({ $0.kind != "positional" }) {
            out += ".TP\n\(Self.term(argument))\n\(Self.plain(argument.abstract ?? ""))"
            if let standard = argument.defaultValue { out += " (default: \(Self.plain(standard)))" }
            out += "\n"
        }
        return out
    }

    private static func term(_ argument: Argument) -> String {
        let value = plain(argument.valueName ?? "value")
        if argument.kind == "positional" { return "\\fI\(value)\\fR" }
        let names = (argument.names ?? []).map { "\\fB" + plain(($0.kind == "long" ? "--" : "-") + $0.name) + "\\fR" }
        return names.joined(separator: ", ") + (argument.kind == "option" ? " \\fI\(value)\\fR" : "")
    }

    private static func line(_ text: Substring) -> String {
        let line = plain(String(text))
        return (line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line) + "\n"
    }

    /// As roff writes it, whatever the locale of whoever reads: backslashes would begin a request, and a
    /// bare hyphen may be broken or turned into another character.
    private static func plain(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            switch scalar {
            case "\\": "\\e"
            case "-": "\\-"
            case "\n": " "
            case _ where scalar.isASCII: String(scalar)
            default: "\\[u" + String(repeating: "0", count: max(0, 4 - String(scalar.value, radix: 16).count))
                + String(scalar.value, radix: 16, uppercase: true) + "]"
            }
        }.joined()
    }

    private static let codes = [
        ("0", "done, or nothing to do"), ("1", "an expectation of severity error kept the report from being published"),
        ("2", "plan \\-\\-detailed\\-exitcode or diff found changes"), ("3", "published, but something was quarantined (\\-\\-strict)"),
        ("64", "command line"), ("65", "no usable document, or a FILE of extract unreadable"),
        ("66", "a source, FILE or pipeline is missing, or a source is late at severity error"), ("69", "a needed program is absent"),
        ("70", "a fault of the program, or a stage past its deadline"),
        ("73, 74, 77", "cannot create; input, output or store failed; no permission"), ("75", "another run has the pipeline"),
        ("78", "configuration, or a store of a newer version"), ("130, 143", "interrupted"),
    ]

    private static let environment = [
        ("ASSAY_ROOT", "folder that holds Pipelines/"), ("ASSAY_SHARE", "folder of the shipped tables and templates"),
        ("ASSAY_JOBS, ASSAY_MEMORY", "limits, as the options of these names"),
        ("ASSAY_STAGES__REPORT__TEMPLATE", "any key of the pipeline file, with two underscores between keys"),
        ("NO_COLOR", "set to anything, no colours"),
    ]

    private static let files = [
        ("Pipelines/NAME/pipeline.yml", "what runs"), ("Pipelines/NAME/overrides.csv", "decisions of people"),
        ("Templates/NAME.yml", "how a report looks"), ("Reports/NAME/latest", "the newest published report"),
        (".assay/NAME/store.sqlite", "what the stages made; may be deleted"),
    ]

    private struct Dump: Decodable { var command: Command }

    private struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var discussion: String?
        var arguments: [Argument]?
        var subcommands: [Command]?
        var shouldDisplay: Bool?
        var isShown: Bool { (shouldDisplay ?? true) && commandName != "help" }
    }

    private struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String
        }
        var kind: String
        var abstract: String?
        var defaultValue: String?
        var isOptional: Bool?
        var isRepeating: Bool?
        var names: [Name]?
        var shouldDisplay: Bool?
        var valueName: String?
    }
}
