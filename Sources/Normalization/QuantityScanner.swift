import Facts
import Lexicons

/// Reads every figure of a text: numerals in every script, with their units and comparators.
///
/// The scanner goes once over the scalars, in time linear in their number, and looks closer only
/// where a digit, a Chinese numeral, a letter or a mark says that a figure may begin.
public struct QuantityScanner: Sendable {
    let tables: ScanTables

    public init(lexicons: LexiconSet) { self.init(QuantityLexicons(lexicons)) }

    /// Makes a scanner of the quantity layer's own tables.
    public init(_ lexicons: QuantityLexicons) { tables = ScanTables(lexicons) }

    /// The quantities of `scalars[range]`, sorted by start, never overlapping, the longest at each place.
    ///
    /// - Parameters:
    ///   - scalars: Unicode scalars of a text.
    ///   - range: what to read; offsets of the result count from the start of `scalars`.
    /// - Returns: figures that may be facts and, with a ``Quantity/reason``, those that are none:
    ///   dates, ordinals, list numbers, names. A figure whose value does not fit is left out.
    public func quantities(in scalars: UnsafeBufferPointer<UInt32>, range: Range<Int>) -> [Quantity] {
        var scan = Scan(tables: tables, text: scalars, range: range)
        scan.run()
        return scan.found
    }

    /// The quantities of a whole text.
    public func quantities(in text: SourceText) -> [Quantity] {
        text.scalars.withUnsafeBufferPointer { quantities(in: $0, range: 0..<$0.count) }
    }
}

extension Scan {
    mutating func run() {
        let classes = tables.classes
        var i = lower
        while i < upper {
            let c = text[i]
            let k = c < 0x10000 ? classes[Int(c)] : 0
            if k == ScalarClass.other {
                i += 1
                continue
            }
            let next: Int
            switch k {
            case ScalarClass.digit: next = stepDigit(i)
            case ScalarClass.letter: next = stepLetter(i)
            case ScalarClass.mark: next = stepMark(i)
            case ScalarClass.currency: next = i + 1
            default: next = stepHan(i)
            }
            i = max(next, i + 1)
        }
    }
}
