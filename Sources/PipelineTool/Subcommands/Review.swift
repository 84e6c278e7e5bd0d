import ArgumentParser

/// `assay review`: what needs a person, and what the person decided.
struct Review: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "List the facts that need a person, or take decisions over.",
        discussion: """
            `assay review apply WORKBOOK` reads the decisions of the sheet 复核 into
            overrides.csv; the next run honours them. Both speak JSON with --json.
            Example:
              assay review industry-brief --first 5
            """,
        subcommands: [ReviewList.self, ReviewApply.self], defaultSubcommand: ReviewList.self)
}
