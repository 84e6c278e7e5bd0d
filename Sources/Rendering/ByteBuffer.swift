/// Bytes of a file being written, filled and emptied over and over.
final class ByteBuffer {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    var count = 0

    init(capacity: Int = 1 << 14) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    @inline(__always)
    private func reserve(_ more: Int) {
        if count + more > capacity { grow(to: (count + more) * 2) }
    }

    private func grow(to wanted: Int) {
        let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
        wider.update(from: base, count: count)
        base.deallocate()
        base = wider
        capacity = wanted
    }

    @inline(__always)
    func append(_ byte: UInt8) {
        reserve(1)
        base[count] = byte
        count += 1
    }

    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        (base + count).update(from: start, count: bytes.count)
        count += bytes.count
    }

    /// Appends text in which `find` sees nothing; looks and copies sixteen bytes at a time.
    ///
    /// - Parameter find: lanes that hold a byte looked for. Lanes past the end of a short text hold letters.
    /// - Returns: whether it was appended.
    @inline(__always)
    func append(_ bytes: UnsafeBufferPointer<UInt8>, unless find: (SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>>) -> Bool {
        guard let start = bytes.baseAddress else { return true }
        let length = bytes.count
        reserve(length)
        let from = UnsafeRawPointer(start)
        let to = UnsafeMutableRawPointer(base + count)
        var found = SIMDMask<SIMD16<Int8>>(repeating: false)
        if length >= 16 {
            var at = 0
            while at < length {
                // the last sixteen overlap those before
                at = min(at, length - 16)
                let lanes = from.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
                to.storeBytes(of: lanes, toByteOffset: at, as: SIMD16<UInt8>.self)
                found .|= find(lanes)
                at += 16
            }
        } else {
            var lanes = SIMD16<UInt8>(repeating: 0x61)
            withUnsafeMutableBytes(of: &lanes) { $0.copyMemory(from: UnsafeRawBufferPointer(bytes)) }
            to.copyMemory(from: from, byteCount: length)
            found = find(lanes)
        }
        guard unsafeBitCast(found, to: SIMD2<UInt64>.self) == .zero else { return false }
        count += length
        return true
    }

    func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    func append(_ number: Int64) {
        reserve(20)
        var end = base + count
        if number < 0 { Self.put(0x2D, &end) }
        Self.put(digits: number.magnitude, least: 1, &end)
        count = end - base
    }

    /// The digits of ``ExcelNumber/text(_:)``.
    func append(_ value: Double) {
        guard let units = ExcelNumber.tenThousandths(value) else { return append(ExcelNumber.text(value)) }
        reserve(24)
        var end = base + count
        if units < 0 { Self.put(0x2D, &end) }
        let (whole, part) = units.magnitude.quotientAndRemainder(dividingBy: 10_000)
        Self.put(digits: whole, least: 1, &end)
        if part > 0 {
            Self.put(0x2E, &end)
            Self.put(digits: part, least: 4, &end)
            while end[-1] == 0x30 { end -= 1 }
        }
        count = end - base
    }

    @inline(__always)
    private static func put(_ byte: UInt8, _ end: inout UnsafeMutablePointer<UInt8>) {
        end.pointee = byte
        end += 1
    }

    /// Two digits at a time.
    @inline(__always)
    private static func put(digits number: UInt64, least: Int, _ end: inout UnsafeMutablePointer<UInt8>) {
        let length = max(least, length(number))
        let start = UnsafeMutableRawPointer(end)
        let pairs = UnsafeRawPointer(Self.pairs.utf8Start)
        var rest = number
        var place = length
        while place >= 2 {
            place -= 2
            let pair = pairs.loadUnaligned(fromByteOffset: Int(rest % 100) * 2, as: UInt16.self)
            start.storeBytes(of: pair, toByteOffset: place, as: UInt16.self)
            rest /= 100
        }
        if place > 0 { end.pointee = UInt8(truncatingIfNeeded: 48 + rest % 10) }
        end += length
    }

    private static let pairs: StaticString = """
        0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
        5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899
        """

    private static func length(_ number: UInt64) -> Int {
        if number < 100 { return number < 10 ? 1 : 2 }
        if number < 10_000 { return number < 1_000 ? 3 : 4 }
        if number < 1_000_000 { return number < 100_000 ? 5 : 6 }
        return 6 + length(number / 1_000_000)
    }
}

/// Comparisons with a repeated byte, one instruction each; those with a scalar are made lane by lane.
extension SIMD16<UInt8> {
    @inline(__always) func equal(_ byte: UInt8) -> SIMDMask<SIMD16<Int8>> { self .== SIMD16(repeating: byte) }
    @inline(__always) func below(_ byte: UInt8) -> SIMDMask<SIMD16<Int8>> { self .< SIMD16(repeating: byte) }
}
