import Facts

/// The rounding that a fact's figures leave open.
enum RoundingInterval {
    /// Half a unit of the last digit that was written.
    ///
    /// - Returns: zero for a bound: 60%以上 is no rounded value.
    static func halfUnit(of fact: Fact, isFrom: Bool = false) -> ExactDecimal {
        guard fact.comparator == .eq || fact.comparator == .approx || isFrom else { return .zero }
        return PrintedDigits.halfUnit(
            of: isFrom ? fact.from ?? fact.high : fact.high, in: fact.surface, unit: fact.unit)
    }

    static func isCounted(_ unit: String) -> Bool { PrintedDigits.isCounted(unit) }
}
