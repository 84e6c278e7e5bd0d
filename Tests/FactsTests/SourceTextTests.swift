import Facts
import Testing

@Suite struct SourceTextTests {
    @Test func scalarsBecomeTheStringThatTheyAre() {
        var state: UInt64 = 88_172_645_463_325_252
        func next() -> UInt32 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt32(truncatingIfNeeded: state >> 20)
        }
        for length in 0..<300 {
            // every length of UTF-8, halves of pairs, and values that are no scalar
            let scalars = (0..<length % 40).map { k -> UInt32 in
                switch k % 6 {
                case 0: next() % 0x80
                case 1: next() % 0x800
                case 2: 0x4E00 + next() % 0x5000
                case 3: 0xD000 + next() % 0x3000
                case 4: 0x10000 + next() % 0x100000
                default: next()
                }
            }
            var view = String.UnicodeScalarView()
            for value in scalars { view.append(Unicode.Scalar(value) ?? "\u{FFFD}") }
            #expect(String(scalars: scalars) == String(view))
            #expect(String(scalars: scalars.lazy.map { $0 }).utf8.elementsEqual(String(view).utf8))
        }
    }
}
