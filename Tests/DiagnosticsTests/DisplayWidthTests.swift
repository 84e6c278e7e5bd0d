import Diagnostics
import Testing

@Test(arguments: [
    ("abc", 3), ("稀土", 4), ("，。", 4), ("ＡＢ", 4), ("ｱ", 1), ("한국", 4), ("ひら", 4), ("é", 1), ("e\u{301}", 1),
    ("a\u{200B}b", 2),
    ("😀", 2), ("𠮷", 2), ("\u{FEFF}x", 1), ("\t", 0), ("", 0), ("¥5", 2), ("￥5", 3), ("㎡", 2), ("№", 1), ("①", 1),
    ("“引”", 4), ("…", 1),
])
func B13_widthOfText(_ text: String, _ width: Int) { #expect(DisplayWidth.of(text) == width) }

@Test(arguments: [("“引”", 6), ("…", 2), ("——", 4), ("①", 2), ("±1", 3), ("3×4", 4), ("abc", 3), ("稀土", 4)])
func B13_widthInChineseFonts(_ text: String, _ width: Int) { #expect(DisplayWidth.of(text, cjk: true) == width) }
