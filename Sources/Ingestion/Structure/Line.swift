import Facts

/// A line that holds something: its span without white space around it.
struct Line {
    var start: Int
    var end: Int
    /// Display columns of white space in front.
    var indent: Int
    /// Empty lines before it.
    var blanks: Int

    var count: Int { end - start }
}

enum LineSplitter {
    /// The lines of `text` that are not empty, in order. CR LF and lone CR end a line too.
    static func lines(of text: UnsafeBufferPointer<UInt32>, deadline: Deadline) throws -> ContiguousArray<Line> {
        var lines: ContiguousArray<Line> = []
        var blanks = 0
        var i = 0
        let count = text.count
        var checkAt = 1 << 20
        while i < count {
            if i >= checkAt {
                checkAt = i + (1 << 20)
                try deadline.check()
            }
            var indent = 0
            var start = i
            while start < count, Characters.isSpace(text[start]), text[start] != 13 {
                indent += Characters.width(text[start])
                start += 1
            }
            var stop = start
            while stop < count {
                let c = text[stop]
                // everything from U+0100 to U+2027 and from U+202A on stays in the line
                if c < 0x86 || c == 0x2028 || c == 0x2029 {
                    if Characters.isLineBreak(c) || (c == 13 && (stop + 1 >= count || text[stop + 1] != 10)) { break }
                }
                stop += 1
            }
            var end = stop
            while end > start, Characters.isSpace(text[end - 1]) { end -= 1 }
            if end > start {
                lines.append(Line(start: start, end: end, indent: indent, blanks: blanks))
                blanks = 0
            } else {
                blanks += 1
            }
            i = stop + 1
        }
        return lines
    }
}
