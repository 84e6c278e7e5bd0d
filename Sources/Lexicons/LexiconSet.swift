import Diagnostics

/// All tables of the product, loaded and validated once, then only values.
///
/// Each table is one file of `Resources/` and one type beside this one, with
/// `static let fileName` and `init(source: LexiconSource) throws`. Add it here in one line.
public struct LexiconSet: Sendable {
    public let source: LexiconSource
    public let divisions: DivisionTable
    public let zones: ZoneTable
    /// Places in texts: the divisions and zones together.
    public var gazetteer: Gazetteer { Gazetteer(divisions: divisions, zones: zones) }
    public let pageWords: PageWordsTable
    public let characterPairs: CharacterPairsTable

    /// - Throws: ``DiagnosticList`` with every fault of every table.
    public init(source: LexiconSource) throws {
        self.source = source
        pageWords = try PageWordsTable(source: source)
        characterPairs = try CharacterPairsTable(source: source)
        divisions = try DivisionTable(source: source)
        zones = try ZoneTable(source: source)
    }

    /// Every table, by file name, for fingerprints and `assay doctor`.
    public static let tableNames: [String] = [PageWordsTable.fileName, CharacterPairsTable.fileName, DivisionTable.fileName]
}
