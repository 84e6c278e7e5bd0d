import Facts
import Lexicons

/// How many the text says there are against how many it names: 绿色石化、数字安防、汽车、现代纺织等4个…集群, 三大工程：A、B、C,
/// 五项任务。一是… 二是….
///
/// A number that a list cannot be found for is told only with 大 (七大基地), where the text promises one.
struct ListingEnricher: DocumentEnricher {
    static let name = "listings"

    init(lexicons: LexiconSet) {}

    func enrich(_ work: inout EnrichmentWork, deadline: Deadline) throws {
        let text = work.text
        var found: [Listing] = []
        var factAt: [Int: Int] = [:]
        for i in work.order { if let start = work.places[i]?.lowerBound { factAt[start] = factAt[start] ?? i } }
        for (ordinal, range) in text.articles {
            try deadline.check()
            var seen: Set<String> = []
            text.scalars.withUnsafeBufferPointer { scalars in
                let reader = ListingReader(text: scalars, article: range)
                for stated in reader.statements() {
                    guard let list = reader.before(stated) ?? reader.numbered(stated) ?? reader.behind(stated)
                        ?? reader.promised(stated),
                        let start = text.source(of: stated.number.lowerBound)
                    else { continue }
                    let quote = text.string(stated.number.lowerBound..<stated.noun.upperBound)
                    guard seen.insert("\(quote)|\(list.names)").inserted else { continue }
                    found.append(
                        Listing(
                            article: ordinal, fact: factAt[stated.number.lowerBound], quote: quote, stated: stated.value, least: list.least,
                            most: list.most, names: list.names, agreement: list.agreement(with: stated.value),
                            start: start))
                }
            }
        }
        work.result.listings = found
    }
}
