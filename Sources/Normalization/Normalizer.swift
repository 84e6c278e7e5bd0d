import Diagnostics
import Facts
import Lexicons

/// Reads quantities and facts out of documents: the heart of the product.
public struct Normalizer: Sendable {
    public init(lexicons: LexiconSet) {}

    /// Facts of a document in order of `start`.
    public func facts(in document: Document, deadline: Deadline = .never) throws -> [Fact] { [] }

    /// Every quantity of a text in order of `start`, fact or not, never overlapping.
    public func quantities(in text: SourceText) -> [Quantity] { [] }
}
