import Diagnostics
import Testing

@Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "abc", 3), ("normalise", "normalize", 1), ("xslx", "xlsx", 1),
    ("memroy", "memory", 1),
    ("kitten", "sitting", 3), ("稀土", "土稀", 1), ("亿元", "万元", 1), ("abcdef", "abdcfe", 2),
])
func A03_distanceCountsAnExchangeAsOne(_ a: String, _ b: String, _ distance: Int) {
    #expect(Suggestion.distance(a, b) == distance)
    #expect(Suggestion.distance(b, a) == distance)
}

@Test func A03_theNearestIsProposedOnlyWhereItIsNear() {
    let keys = ["kind", "needs", "limits", "template", "outputs", "retries"]
    #expect(Suggestion.nearest(to: "output", among: keys) == "outputs")
    #expect(Suggestion.nearest(to: "Needs", among: keys) == "needs")
    #expect(Suggestion.nearest(to: "knid", among: keys) == "kind")
    #expect(Suggestion.nearest(to: "schedule", among: keys) == nil)
    #expect(Suggestion.nearest(to: "x", among: []) == nil)
    // Of two as near, the first.
    #expect(Suggestion.nearest(to: "b", among: ["a", "c"]) == "a")
}

@Test func A03_distanceIsWithinItsBounds() {
    // Between the difference of the lengths and the longer length, and zero for equal words only.
    let letters = Array("ab稀")
    var words = [""]
    for length in 1...4 {
        words += words.filter { $0.count == length - 1 }.flatMap { word in letters.map { word + String($0) } }
    }
    for a in words {
        for b in words where (a.count + b.count) % 3 == 0 {
            let d = Suggestion.distance(a, b)
            #expect(d >= abs(a.count - b.count) && d <= max(a.count, b.count) && (d == 0) == (a == b))
        }
    }
}
