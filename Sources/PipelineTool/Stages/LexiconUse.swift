import Lexicons

/// Which tables each stage reads, so that a changed table reruns those stages and no others.
///
/// A table named in no list is read by every stage.
enum LexiconUse {
    private static let onlyIngest: Set<String> = ["page-words.tsv", "character-pairs.tsv"]
    private static let onlyEnrich: Set<String> = ["organisations.tsv", "industries.tsv", "chain-links.tsv", "products.tsv"]

    static var ingest: [String] { LexiconSet.tableNames.filter { onlyIngest.contains($0) } }
    static var normalize: [String] { LexiconSet.tableNames.filter { !onlyIngest.contains($0) && !onlyEnrich.contains($0) } }
    static var enrich: [String] { LexiconSet.tableNames.filter { !onlyIngest.contains($0) } }
}
