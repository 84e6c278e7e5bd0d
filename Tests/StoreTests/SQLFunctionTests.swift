import Store
import Testing

@Suite struct SQLFunctionTests {
    @Test(arguments: [
        ("exact_add('0.1', '0.2')", "0.3"), ("exact_sub('1', '0.9')", "0.1"),
        ("exact_mul('72.92', '100000000')", "7292000000"), ("exact_mul('1892', NULL)", ""), ("exact_mul('', '2')", ""),
        ("exact_div('72.92', '1.2836', 2)", "56.81"), ("exact_div('2', '3', 4)", "0.6667"),
        ("exact_div('-1', '8', 2)", "-0.13"), ("exact_div('1', '0', 2)", ""),
        ("exact_cmp('1.10', '1.1')", "0"), ("exact_cmp('2', '10')", "-1"),
        ("(SELECT exact_sum(x) FROM (SELECT '0.1' AS x UNION ALL SELECT '0.2' UNION ALL SELECT ''))", "0.3"),
        ("(SELECT exact_sum(x) FROM (SELECT '1' AS x) WHERE x = '2')", ""),
        ("exact_add(1, 2)", "3"),
        ("half_digit('72.92亿元', '7292000000', 'CNY', 'eq')", "500000"), ("half_digit('28.36%', '28.36', '%', 'eq')", "0.005"),
        ("half_digit('1892项', '1892', '项', 'eq')", "0"), ("half_digit('60%以上', '60', '%', 'ge')", ""),
        ("half_digit('由9.15下降到7.82', '9.15', 'pH', 'eq')", "0.005"), ("half_digit('六成', '60', '%', 'approx')", "0"),
        ("half_digit('30亿元', NULL, 'CNY', 'eq')", ""),
    ])
    func exactArithmeticOnText(_ expression: String, _ expected: String) throws {
        let store = try Store.inMemory()
        #expect(try store.read { try $0.value("SELECT \(expression)").text } == expected)
    }

    @Test(arguments: [
        "exact_add('一', '2')", "exact_add(1.5, '2')", "exact_mul('9223372036854775807', '9223372036854775807')",
    ])
    func neverARoundedOrWrongValue(_ expression: String) throws {
        let store = try Store.inMemory()
        #expect(throws: (any Error).self) { try store.read { try $0.value("SELECT \(expression)") } }
    }
}
