/// How the templates of the tests begin.
enum TemplateText {
    /// Up to the list of sheets, whose items are indented by two.
    static let head = """
        version: 1
        name: t
        title: T
        sheets:
        """

    /// One summary `s`, up to the list of its blocks, whose items are indented by six.
    static let summary = head + """

          - kind: summary
            id: s
            name: S
            blocks:
        """
}
