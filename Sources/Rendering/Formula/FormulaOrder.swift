/// The order in which a table's formula columns are computed.
///
/// A column total can only be used once every row's value is known, so formulas fall into levels: those of
/// level 0 need the row alone, those of level 1 need totals of level-0 columns, and so on. Each level costs
/// one more walk over the rows.
struct FormulaOrder {
    /// Columns of each level, in an order in which each comes after what it reads.
    var levels: [[String]]
    /// The sums that have to be known before level `n` can start.
    var sums: [Set<Aggregate>]

    /// - Returns: `nil` where formulas need each other in a circle.
    init?(_ columns: [ColumnDefinition], alsoSummed: [String] = []) {
        let formulas = Dictionary(
            columns.compactMap { c in c.formula.map { (c.key, $0) } }, uniquingKeysWith: { a, _ in a })
        var level: [String: Int] = [:]
        var order: [String] = []
        var visiting: Set<String> = []
        func visit(_ name: String) -> Int? {
            guard let formula = formulas[name] else { return 0 }
            if let known = level[name] { return known }
            guard visiting.insert(name).inserted else { return nil }
            defer { visiting.remove(name) }
            var own = 0
            for tree in formula.trees {
                for column in tree.rowColumns.sorted() {
                    guard let below = visit(column) else { return nil }
                    own = max(own, below)
                }
                for sum in tree.aggregates {
                    guard let below = visit(sum.column), let key = sum.key.map({ visit($0) }) ?? 0 else { return nil }
                    own = max(own, max(below, key) + 1)
                }
            }
            level[name] = own
            order.append(name)
            return own
        }
        for column in columns { guard visit(column.key) != nil else { return nil } }
        let top = level.values.max() ?? 0
        levels = (0...top).map { n in order.filter { level[$0] == n } }
        sums = levels.map { names in
            names.reduce(into: Set<Aggregate>()) { all, name in
                for tree in formulas[name]?.trees ?? [] { all.formUnion(tree.aggregates) }
            }
        }
    }
}
