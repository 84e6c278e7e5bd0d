import Foundation
import Rendering
import Testing

struct FormulaTests {
    static let columns = ["base": 1, "rate": 2, "kind": 0, "amount": 4]

    /// A formula, its Excel text in row 7, and what it gives for base 1892, rate 74.38, kind 基金, amount 30.
    static let cases: [(String, String, FormulaValue)] = [
        ("base / (1 + rate / 100)", "B7/(1+C7/100)", .number(1892 / (1 + 74.38 / 100))),
        ("round(base / (1 + rate / 100), 0)", "ROUND(B7/(1+C7/100),0)", .number(1085)),
        ("base - (rate - 1) - 2", "B7-(C7-1)-2", .number(1892 - (74.38 - 1) - 2)),
        ("base / rate / 2", "B7/C7/2", .number(1892 / 74.38 / 2)),
        ("base / (rate / 2)", "B7/(C7/2)", .number(1892 / (74.38 / 2))),
        ("-base * 2", "-B7*2", .number(-3784)),
        ("-(base + 1)", "-(B7+1)", .number(-1893)),
        ("if(base > 1000, \"大\", \"小\")", "IF(B7>1000,\"大\",\"小\")", .text("大")),
        ("if(kind = \"基金\", amount, 0)", "IF(A7=\"基金\",E7,0)", .number(30)),
        ("amount / sum(amount) * 100", "E7/SUM($E$4:$E$9)*100", .number(30)),
        ("sumif(kind, kind, amount)", "SUMIF($A$4:$A$9,A7,$E$4:$E$9)", .number(60)),
        ("sumif(kind, \"基金\", amount)", "SUMIF($A$4:$A$9,\"基金\",$E$4:$E$9)", .number(60)),
        ("subtotal(amount)", "SUBTOTAL(109,$E$4:$E$9)", .number(100)),
        ("min(base, rate, 3)", "MIN(B7,C7,3)", .number(3)),
        ("max(base, rate)", "MAX(B7,C7)", .number(1892)),
        ("power(base / 473, 1 / 2) - 1", "POWER(B7/473,1/2)-1", .number(1)),
        ("(base + rate) * 2", "(B7+C7)*2", .number((1892 + 74.38) * 2)),
    ]

    @Test(arguments: cases.map(\.0)) func B06_oneTreePrintsAndComputes(_ text: String) throws {
        let wanted = try #require(Self.cases.first { $0.0 == text })
        let tree = try Expression.parsed(text)
        let place = BlockPlace(parts: [.init(sheet: "资金", rows: 3..<9)])
        #expect(ExpressionPrinter(columns: Self.columns, place: place, row: 6).print(tree) == wanted.1)
        var evaluator = ExpressionEvaluator()
        evaluator.sums.totals["amount"] = 100
        evaluator.sums.add(60, to: Aggregate(column: "amount", key: "kind"), key: "基金")
        let row: [String: FormulaValue] = [
            "base": .number(1892), "rate": .number(74.38), "kind": .text("基金"), "amount": .number(30),
        ]
        #expect(evaluator.value(of: tree) { row[$0] ?? .missing } == wanted.2)
    }

    @Test func B06_partsOfASplitSheetAreSummedTogether() throws {
        let place = BlockPlace(parts: [.init(sheet: "事实", rows: 3..<9), .init(sheet: "事实 (2)", rows: 3..<5)])
        let printer = ExpressionPrinter(columns: Self.columns, place: place, row: 6)
        #expect(printer.print(try Expression.parsed("sum(amount)")) == "SUM('事实'!$E$4:$E$9,'事实 (2)'!$E$4:$E$5)")
        #expect(
            printer.print(try Expression.parsed("2 * sumif(kind, kind, amount)"))
                == "2*(SUMIF('事实'!$A$4:$A$9,A7,'事实'!$E$4:$E$9)+SUMIF('事实 (2)'!$A$4:$A$5,A7,'事实 (2)'!$E$4:$E$5))")
    }

    @Test func B06_aMissingInputOrAZeroDivisorLeavesTheCellEmpty() throws {
        let evaluator = ExpressionEvaluator()
        for text in ["base / rate", "round(rate, 0)", "max(base, rate)", "if(rate > 1, base, 0)"] {
            #expect(
                evaluator.value(of: try Expression.parsed(text)) { $0 == "base" ? .number(1) : .missing } == .missing)
        }
        #expect(evaluator.value(of: try Expression.parsed("base / 0")) { _ in .number(1) } == .missing)
        #expect(evaluator.value(of: try Expression.parsed("if(rate = \"\", 1, 2)")) { _ in .missing } == .number(1))
    }

    static let refused: [(String, String, Int)] = [
        ("vlookup(base, 1, 2)", "`vlookup` is not a function of formulas", 0),
        ("summ(base)", "`summ` is not a function of formulas, did you mean `sum`?", 0),
        ("base ^ 2", "`^` is not an operator of formulas", 5),
        ("base × 2", "`×` is not an operator of formulas", 5),
        ("base +", "the formula stops too early", 5),
        ("(base + 1", "a `)` is missing", 0),
        ("base rate", "`rate` is not expected here", 5),
        ("sum(base + 1)", "`sum` sums a whole column, not an expression", 0),
        ("round(base)", "`round` takes 2 values, found 1", 0),
        ("=base", "`=` is not expected here", 0),
        ("\"open", "a text is not closed", 0),
        ("1.2.3", "`1.2.3` is not a number", 0),
        (String(repeating: "(", count: 5000), "the formula is nested too deeply", 59),
    ]

    @Test(arguments: refused.map(\.0)) func anythingElseIsRefusedWithItsPlace(_ text: String) throws {
        let wanted = try #require(Self.refused.first { $0.0 == text })
        do {
            _ = try Expression.parsed(text)
            Issue.record("`\(text)` was read")
        } catch let fault {
            #expect(fault.message == wanted.1)
            #expect(fault.offset == wanted.2)
        }
    }

    static let rounding: [(Double, Int, Double)] = [
        (2.675, 2, 2.68), (1.005, 2, 1.01), (-2.5, 0, -3), (2.5, 0, 3), (1084.986, 0, 1085), (1234.5, -2, 1200),
        (0, 3, 0), (1e300, 2, 1e300),
    ]

    @Test(arguments: rounding) func roundsHalvesAwayFromZeroOnTheDigitsShown(
        _ value: Double, _ digits: Int, _ wanted: Double
    ) {
        #expect(ExcelNumber.rounded(value, digits: digits) == wanted)
    }
}
