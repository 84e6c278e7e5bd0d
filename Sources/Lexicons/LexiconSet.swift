import Diagnostics

/// All tables of the product, loaded and validated once, then only values.
///
/// Each table is one file of `Resources/` and one type beside this one, with
/// `static let fileName` and `init(source: LexiconSource) throws`. Add it here in one line.
public struct LexiconSet: Sendable {
    public let source: LexiconSource
    public let numerals: NumeralTable
    public let units: UnitTable
    public let currencies: CurrencyTable
    public let classifiers: ClassifierTable
    public let comparators: ComparatorTable
    public let idioms: IdiomTable
    public let numberContexts: NumberContextTable
    public let divisions: DivisionTable
    public let indicators: IndicatorTable
    public let cues: CueTable
    public let traditional: TraditionalTable
    public let confidence: ConfidenceTable
    public let zones: ZoneTable
    public let organisations: OrganisationTable
    public let industries: IndustryTable
    public let chain: ChainTable
    public let plausibility: PlausibilityTable
    public let enrichmentCues: EnrichmentCuesTable
    /// Places in texts: the divisions and zones together.
    public var gazetteer: Gazetteer { Gazetteer(divisions: divisions, zones: zones) }
    public let pageWords: PageWordsTable
    public let characterPairs: CharacterPairsTable

    /// - Throws: ``DiagnosticList`` with every fault of every table.
    public init(source: LexiconSource) throws {
        self.source = source
        numerals = try NumeralTable(source: source)
        units = try UnitTable(source: source)
        currencies = try CurrencyTable(source: source)
        classifiers = try ClassifierTable(source: source)
        comparators = try ComparatorTable(source: source)
        idioms = try IdiomTable(source: source)
        numberContexts = try NumberContextTable(source: source)
        pageWords = try PageWordsTable(source: source)
        characterPairs = try CharacterPairsTable(source: source)
        divisions = try DivisionTable(source: source)
        indicators = try IndicatorTable(source: source)
        cues = try CueTable(source: source)
        traditional = try TraditionalTable(source: source)
        confidence = try ConfidenceTable(source: source)
        zones = try ZoneTable(source: source)
        organisations = try OrganisationTable(source: source)
        industries = try IndustryTable(source: source)
        chain = try ChainTable(source: source)
        plausibility = try PlausibilityTable(source: source)
        enrichmentCues = try EnrichmentCuesTable(source: source)
    }

    /// Every table, by file name, for fingerprints and `assay doctor`.
    public static let tableNames: [String] = [NumeralTable.fileName, UnitTable.fileName, CurrencyTable.fileName, ClassifierTable.fileName, ComparatorTable.fileName, IdiomTable.fileName, NumberContextTable.fileName, PageWordsTable.fileName, CharacterPairsTable.fileName, DivisionTable.fileName, EnrichmentCuesTable.fileName, PlausibilityTable.fileName, ChainTable.fileName, IndustryTable.fileName, OrganisationTable.fileName, ZoneTable.fileName, IndicatorTable.fileName, CueTable.fileName, TraditionalTable.fileName, ConfidenceTable.fileName]
}
