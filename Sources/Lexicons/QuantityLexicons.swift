/// The tables that the quantity layer reads, apart from the rest of the set.
public struct QuantityLexicons: Sendable {
    public let numerals: NumeralTable
    public let units: UnitTable
    public let currencies: CurrencyTable
    public let classifiers: ClassifierTable
    public let comparators: ComparatorTable
    public let idioms: IdiomTable
    public let numberContexts: NumberContextTable

    /// - Throws: the faults of the first table that has any.
    public init(source: LexiconSource) throws(any Error) {
        numerals = try NumeralTable(source: source)
        units = try UnitTable(source: source)
        currencies = try CurrencyTable(source: source)
        classifiers = try ClassifierTable(source: source)
        comparators = try ComparatorTable(source: source)
        idioms = try IdiomTable(source: source)
        numberContexts = try NumberContextTable(source: source)
    }

    public init(_ lexicons: LexiconSet) {
        numerals = lexicons.numerals
        units = lexicons.units
        currencies = lexicons.currencies
        classifiers = lexicons.classifiers
        comparators = lexicons.comparators
        idioms = lexicons.idioms
        numberContexts = lexicons.numberContexts
    }
}
