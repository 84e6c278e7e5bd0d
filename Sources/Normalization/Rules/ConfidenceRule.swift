import Facts

/// The probability that value and strict slots are right, by what the rules had to assume.
///
/// - Note: the weights are measured on the gold of the tests, one document left out at a time
///   (`make bench` prints the reliability table).
struct ConfidenceRule: Sendable {
    func confidence(of d: Draft) -> Double {
        var p = 0.95
        for doubt in d.doubts {
            switch doubt {
            case .category: p -= 0.2
            case .metric: p -= 0.22
            case .subject: p -= 0.35
            case .carriedSubject: p -= 0.12
            case .period: p -= 0.2
            case .carriedPeriod: p -= 0.1
            case .basis: p -= 0.15
            case .unit: p -= 0.15
            case .table: p -= 0.2
            case .title: p -= 0.1
            }
        }
        if d.category == .other { p -= 0.15 }
        return (max(0.05, p) * 100).rounded() / 100
    }
}
