import Facts
import Lexicons

/// The lexicon tables compiled for the scanner: one class byte per scalar, one trie per purpose.
final class ScanTables: Sendable {
    /// What a word behind a figure is. A class, so that a look at it costs one count and not one per field.
    final class Entry: Sendable {
        enum Kind: Sendable { case unit, money, count, ordinal, name, big }
        let kind: Kind
        let unit: String
        let factor: ExactDecimal
        let hasFactor: Bool
        let dimension: Dimension
        let rateName: String
        let rateFactor: ExactDecimal
        let context: UnitContext
        let notBefore: [UInt32]
        /// Whether the spelling ends in a Latin letter, so that a further letter makes another word.
        let endsInLetter: Bool
        /// Whether it begins with a Latin letter.
        let isLatin: Bool
        let length: Int

        init(
            kind: Kind, unit: String, factor: ExactDecimal, hasFactor: Bool, dimension: Dimension, rateName: String,
            rateFactor: ExactDecimal, context: UnitContext, notBefore: [UInt32], endsInLetter: Bool, isLatin: Bool, length: Int
        ) {
            self.kind = kind
            self.unit = unit
            self.factor = factor
            self.hasFactor = hasFactor
            self.dimension = dimension
            self.rateName = rateName
            self.rateFactor = rateFactor
            self.context = context
            self.notBefore = notBefore
            self.endsInLetter = endsInLetter
            self.isLatin = isLatin
            self.length = length
        }
    }

    let classes: ContiguousArray<UInt8>
    let values: ContiguousArray<Int8>
    let units: WordTrie
    let entries: ContiguousArray<Entry>
    let comparatorsBefore: WordTrie
    let comparatorsAfter: WordTrie
    let comparators: ContiguousArray<ComparatorWord>
    let comparatorGuards: ContiguousArray<[UInt32]>
    let currenciesBefore: WordTrie
    let currencyCodes: [String]
    let idioms: WordTrie
    let idiomReasons: [String]
    let idiomsByOffset: Int
    let contextsBefore: WordTrie
    let contextsAfter: WordTrie
    let contextReasons: [String]
    let english: WordTrie
    let englishWords: ContiguousArray<NumeralWord>
    let months: WordTrie

    init(_ lexicons: QuantityLexicons) {
        var classes = ContiguousArray<UInt8>(repeating: 0, count: 0x10000)
        var values = ContiguousArray<Int8>(repeating: 0, count: 0x10000)
        for c in 48...57 {
            classes[c] = ScalarClass.digit
            values[c] = Int8(c - 48)
            classes[c - 48 + 0xFF10] = ScalarClass.digit
            values[c - 48 + 0xFF10] = Int8(c - 48)
        }
        for c in 65...90 {
            classes[c] = ScalarClass.letter
            classes[c + 32] = ScalarClass.letter
        }
        var english = WordTrie()
        var englishWords = ContiguousArray<NumeralWord>()
        for row in lexicons.numerals.rows {
            guard let scalar = row.word.unicodeScalars.first?.value, scalar < 0x10000, row.value.coefficient >= 0 else { continue }
            switch row.role {
            case .digit: classes[Int(scalar)] = ScalarClass.hanDigit
            case .small: classes[Int(scalar)] = ScalarClass.hanSmall
            case .tens: classes[Int(scalar)] = ScalarClass.hanTens
            case .big: classes[Int(scalar)] = ScalarClass.hanBig
            default:
                englishWords.append(row)
                for form in Self.cases(row.word, exact: row.role == .abbreviation) { english.insert(form, value: englishWords.count - 1) }
                continue
            }
            values[Int(scalar)] = Int8(clamping: row.value.integer ?? 0)
        }
        for scalar in [
            Mark.ordinal, Mark.doubling, Mark.half, Mark.few, Mark.fewTraditional, Mark.several, Mark.severalTraditional,
            Mark.titleOpen, Mark.plusMinus, 0xBD, 0xBC, 0xBE, 0x2153, 0x2154,
        ] { classes[Int(scalar)] = ScalarClass.mark }
        for scalar in 0x2460...0x2473 { classes[scalar] = ScalarClass.mark }

        var units = WordTrie()
        var entries = ContiguousArray<Entry>()
        func add(_ spelling: String, _ entry: Entry) {
            entries.append(entry)
            if units.value(of: spelling) == nil { units.insert(spelling, value: entries.count - 1) }
        }
        func latin(_ word: String) -> (begins: Bool, ends: Bool) {
            let scalars = word.unicodeScalars
            let first = scalars.first?.value ?? 0, last = scalars.last?.value ?? 0
            return (Scalars.isLetter(first), Scalars.isLetter(last))
        }
        for (spelling, index) in lexicons.units.spellings {
            let row = lexicons.units.rows[index]
            let script = latin(spelling)
            for form in Self.cases(spelling, exact: !Self.isWord(spelling)) {
                add(form, Entry(
                    kind: .unit, unit: row.unit, factor: row.factor, hasFactor: row.factor != .one, dimension: row.dimension,
                    rateName: row.rateName, rateFactor: row.rateFactor, context: row.context,
                    notBefore: row.notBefore.unicodeScalars.map(\.value), endsInLetter: script.ends, isLatin: script.begins,
                    length: spelling.unicodeScalars.count))
            }
        }
        let yuanGuards = lexicons.currencies.notBefore.mapValues { $0.unicodeScalars.map(\.value) }
        var codes: [String] = []
        for (word, code) in lexicons.currencies.after {
            let script = latin(word)
            for form in Self.cases(word, exact: !Self.isWord(word)) {
                add(form, Entry(
                    kind: .money, unit: code, factor: .one, hasFactor: false, dimension: .money, rateName: "", rateFactor: .one,
                    context: .none, notBefore: yuanGuards[word] ?? [], endsInLetter: script.ends, isLatin: script.begins,
                    length: word.unicodeScalars.count))
            }
        }
        for row in lexicons.classifiers.rows {
            let kind: Entry.Kind =
                switch row.role {
                case .count: .count
                case .ordinal: .ordinal
                case .name: .name
                case .big: .big
                }
            add(row.word, Entry(
                kind: kind, unit: kind == .big ? "个" : row.word.filter { !"()（）".contains($0) }, factor: .one, hasFactor: false, dimension: .count,
                rateName: kind == .count ? row.word : "", rateFactor: .one, context: .none,
                notBefore: row.notBefore.unicodeScalars.map(\.value), endsInLetter: false, isLatin: false,
                length: row.word.unicodeScalars.count))
        }

        var before = WordTrie(), after = WordTrie()
        var comparators = ContiguousArray<ComparatorWord>()
        var guards = ContiguousArray<[UInt32]>()
        for row in lexicons.comparators.rows {
            comparators.append(row)
            guards.append(row.notAfter.unicodeScalars.map(\.value))
            switch row.side {
            case .before: before.insertReversed(row.word, value: comparators.count - 1)
            case .after: after.insert(row.word, value: comparators.count - 1)
            }
        }
        var currenciesBefore = WordTrie()
        for (word, code) in lexicons.currencies.before {
            codes.append(code)
            currenciesBefore.insertReversed(word, value: codes.count - 1)
            guard let scalar = word.unicodeScalars.first?.value, scalar < 0x10000 else { continue }
            if classes[Int(scalar)] == ScalarClass.other, !Scalars.isHan(scalar) { classes[Int(scalar)] = ScalarClass.currency }
        }
        var idioms = WordTrie()
        var idiomReasons: [String] = []
        for row in lexicons.idioms.rows {
            idiomReasons.append(row.reason)
            idioms.insert(row.word, value: idiomReasons.count - 1)
        }
        // how far into its word the first numeral of an idiom stands, at most
        var reach = 0
        for row in lexicons.idioms.rows {
            for (offset, scalar) in row.word.unicodeScalars.enumerated() where scalar.value < 0x10000 {
                let k = classes[Int(scalar.value)]
                guard k != ScalarClass.other, k != ScalarClass.letter else { continue }
                reach = max(reach, min(offset, 4))
                break
            }
        }
        var contextsBefore = WordTrie(), contextsAfter = WordTrie()
        var contextReasons: [String] = []
        for row in lexicons.numberContexts.rows {
            contextReasons.append(row.reason)
            if row.isBefore {
                contextsBefore.insertReversed(row.word, value: contextReasons.count - 1)
            } else {
                contextsAfter.insert(row.word, value: contextReasons.count - 1)
            }
        }
        var months = WordTrie()
        for (index, name) in [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        ].enumerated() {
            months.insert(name, value: index)
            if name.count > 4 {
                months.insert(String(name.prefix(3)), value: index)
                months.insert(name.prefix(3) + ".", value: index)
            }
        }
        months.insert("Sept", value: 8)
        months.insert("Sept.", value: 8)

        // 对 of 对折; marked last, for it is no numeral inside an idiom
        classes[Int(Mark.pairUp)] = ScalarClass.mark
        classes[Int(Mark.pairUpTraditional)] = ScalarClass.mark

        self.classes = classes
        self.values = values
        self.units = units
        self.entries = entries
        comparatorsBefore = before
        comparatorsAfter = after
        self.comparators = comparators
        comparatorGuards = guards
        self.currenciesBefore = currenciesBefore
        currencyCodes = codes
        self.idioms = idioms
        self.idiomReasons = idiomReasons
        idiomsByOffset = reach
        self.contextsBefore = contextsBefore
        self.contextsAfter = contextsAfter
        self.contextReasons = contextReasons
        self.english = english
        self.englishWords = englishWords
        self.months = months
    }

    /// Whether a spelling is a word whose capitals do not matter (`tons`), not a symbol (`MW`).
    private static func isWord(_ spelling: String) -> Bool {
        spelling.unicodeScalars.count >= 3 && spelling.unicodeScalars.allSatisfy { $0.value == 32 || $0.value == 0x2D || ($0.value >= 97 && $0.value <= 122) }
    }

    private static func cases(_ word: String, exact: Bool) -> [String] {
        guard !exact, let first = word.first, first.isASCII, first.isLetter else { return [word] }
        let titled = word.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
        return [word, word.prefix(1).uppercased() + word.dropFirst(), word.uppercased(), titled]
    }
}
