import Foundation
import Lexicons

struct ReliabilityTable {
    let lexicons: LexiconSet
    let root: URL
    func show() throws {}
}
