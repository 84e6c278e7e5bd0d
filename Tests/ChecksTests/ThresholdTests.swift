import Checks
import Testing

@Suite struct ThresholdTests {
    @Test(arguments: [
        (">0", 0, 10, false), (">0", 1, 10, true), (">= 5", 4, 10, false), (">=5", 5, 10, true),
        (">1%", 1, 100, false), (">1%", 2, 100, true), (">0.5%", 1, 199, true), (">0.5%", 1, 200, false),
        (">=0", 0, 10, false), (">=100%", 10, 10, true),
    ])
    func A41_thresholdsCountExactly(_ text: String, _ failing: Int, _ total: Int, _ met: Bool) throws {
        let threshold = try #require(Threshold(text))
        #expect(threshold.isMet(failing, of: total) == met)
    }

    @Test(arguments: ["", "0", "<5", ">", ">-1", ">101%", ">1e", ">5 %%", "many"])
    func refusesWhatIsNoThreshold(_ text: String) { #expect(Threshold(text) == nil) }
}

@Suite struct ExpectationTests {
    let range = Expectation(id: "share-range", table: "facts", condition: "category <> 'share' OR high_real <= 100")

    @Test func A41_severityAndThresholdsDecideTheStatus() throws {
        #expect(range.outcome(failing: 0, total: 5).status == .pass)
        #expect(range.outcome(failing: 1, total: 5).status == .warn)
        var strict = range
        strict.level = .error
        #expect(strict.outcome(failing: 1, total: 5).status == .error)
        strict.errorIf = Threshold(">1%")
        #expect(strict.outcome(failing: 1, total: 100).status == .warn)
        #expect(strict.outcome(failing: 2, total: 100).status == .error)
    }

    @Test func nothingToCheckIsNoPass() {
        let outcome = range.outcome(failing: 0, total: 0)
        #expect(outcome.status == .notCheckable)
        #expect(outcome.diagnostic == nil)
    }

    @Test func saysWhatFailed() {
        let outcome = range.outcome(failing: 2, total: 7)
        #expect(outcome.message == "2 of 7 rows of `facts`: expected `category <> 'share' OR high_real <= 100`")
        #expect(outcome.diagnostic?.code == "check.share-range")
        #expect(range.failing(selecting: "fact_id")
            == "SELECT fact_id FROM facts WHERE NOT (category <> 'share' OR high_real <= 100)")
    }
}
