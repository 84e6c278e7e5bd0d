import Diagnostics
import Facts
import Lexicons

/// Reads quantities and facts out of documents: the heart of the product.
public struct Normalizer: Sendable {
    public init(lexicons: LexiconSet) {}

    /// Facts of a document in order of `start`.
    public func facts(in document: Document, deadline: Deadline = .never) throws -> [Fact] { [] }
}
