import Facts

/// UTF-8 to scalars, strictly (RFC 3629): no overlong form, no surrogate, nothing past U+10FFFF.
enum UTF8Decoder {
    struct Result {
        var scalars: ContiguousArray<UInt32>
        /// Ill-formed sequences, each replaced by one U+FFFD.
        var damaged: Int
        /// Well-formed sequences of two bytes or more.
        var multibyte: Int
    }

    /// - Parameter giveUpAfter: number of ill-formed sequences after which reading is pointless.
    static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, giveUpAfter: Int = .max, deadline: Deadline = .never
    ) throws -> Result {
        let count = bytes.count - start
        var damaged = 0
        var multibyte = 0
        var checkAt = 1 << 22
        var late = false
        let scalars = ContiguousArray<UInt32>(unsafeUninitializedCapacity: max(0, count)) { buffer, made in
            var n = 0
            var i = start
            let end = bytes.count
            while i < end {
                if i >= checkAt {
                    checkAt = i + (1 << 22)
                    if (try? deadline.check()) == nil {
                        late = true
                        break
                    }
                }
                let b = bytes[i]
                if b < 0x80 {
                    buffer[n] = UInt32(b)
                    n += 1
                    i += 1
                    continue
                }
                var value: UInt32 = 0
                var length = 0
                if b >= 0xE0, b < 0xF0, i + 2 < end {
                    let c = bytes[i + 1]
                    let d = bytes[i + 2]
                    if c & 0xC0 == 0x80, d & 0xC0 == 0x80 {
                        value = UInt32(b & 0x0F) << 12 | UInt32(c & 0x3F) << 6 | UInt32(d & 0x3F)
                        if value >= 0x800, value < 0xD800 || value > 0xDFFF { length = 3 }
                    }
                } else if b >= 0xC2, b < 0xE0, i + 1 < end {
                    let c = bytes[i + 1]
                    if c & 0xC0 == 0x80 {
                        value = UInt32(b & 0x1F) << 6 | UInt32(c & 0x3F)
                        length = 2
                    }
                } else if b >= 0xF0, b < 0xF5, i + 3 < end {
                    let c = bytes[i + 1]
                    let d = bytes[i + 2]
                    let e = bytes[i + 3]
                    if c & 0xC0 == 0x80, d & 0xC0 == 0x80, e & 0xC0 == 0x80 {
                        value =
                            UInt32(b & 0x07) << 18 | UInt32(c & 0x3F) << 12 | UInt32(d & 0x3F) << 6 | UInt32(e & 0x3F)
                        if value >= 0x10000, value <= 0x10FFFF { length = 4 }
                    }
                }
                if length > 0 {
                    buffer[n] = value
                    n += 1
                    multibyte += 1
                    i += length
                    continue
                }
                // one replacement for the ill-formed byte and the continuation bytes that follow it
                damaged += 1
                buffer[n] = 0xFFFD
                n += 1
                i += 1
                while i < end, bytes[i] & 0xC0 == 0x80 { i += 1 }
                if damaged > giveUpAfter { break }
            }
            made = n
        }
        if late { throw DeadlineExceeded() }
        return Result(scalars: scalars, damaged: damaged, multibyte: multibyte)
    }
}
