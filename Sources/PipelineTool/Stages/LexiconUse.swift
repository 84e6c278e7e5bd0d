import Lexicons

/// Which tables each stage reads, so that a changed table reruns those stages and no others.
///
/// A table named in no list is read by every stage but the first.
enum LexiconUse {
    private static let onlyIngest: Set<String> = [PageWordsTable.fileName]
    /// Ingestion asks whether two pieces of a column make a word, reading facts whether a name is none.
    private static let ingestAndNormalize: Set<String> = [CharacterPairsTable.fileName]
    private static let onlyEnrich: Set<String> = [IndustryTable.fileName, ChainTable.fileName, PlausibilityTable.fileName, EnrichmentCuesTable.fileName]

    static var ingest: [String] { LexiconSet.tableNames.filter { onlyIngest.contains($0) || ingestAndNormalize.contains($0) } }
    static var normalize: [String] { LexiconSet.tableNames.filter { !onlyIngest.contains($0) && !onlyEnrich.contains($0) } }
    static var enrich: [String] { LexiconSet.tableNames.filter { !onlyIngest.contains($0) && !ingestAndNormalize.contains($0) } }
}
