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
        reserve(Self.numberRoom)
        var end = base + count
        if number < 0 { Self.put(byte: 0x2D, &end) }
        Self.put(number.magnitude, &end)
        count = end - base
    }

    /// The digits of ``ExcelNumber/text(_:)``.
    func append(_ value: Double) {
        guard let units = ExcelNumber.tenThousandths(value) else { return append(ExcelNumber.text(value)) }
        reserve(Self.numberRoom)
        var end = base + count
        if units < 0 { Self.put(byte: 0x2D, &end) }
        let (whole, part) = units.magnitude.quotientAndRemainder(dividingBy: 10_000)
        Self.put(whole, &end)
        if part > 0 {
            Self.put(byte: 0x2E, &end)
            // the four digits with the first one lowest; zeros at the end fall away
            let digits = UInt32(truncatingIfNeeded: Self.digits(of: UInt32(part)) >> 32)
            UnsafeMutableRawPointer(end).storeBytes(of: (digits | 0x3030_3030).littleEndian, as: UInt32.self)
            end += 4 - digits.leadingZeroBitCount / 8
        }
        count = end - base
    }

    /// A sign, twenty digits, a point, and what the eight bytes stored at once leave past the end.
    private static let numberRoom = 32

    @inline(__always)
    private static func put(byte: UInt8, _ end: inout UnsafeMutablePointer<UInt8>) {
        end.pointee = byte
        end += 1
    }

    /// Eight digits at a time.
    @inline(__always)
    private static func put(_ number: UInt64, _ end: inout UnsafeMutablePointer<UInt8>) {
        guard number >= 100_000_000 else { return put(UInt32(number), skipsZeros: true, &end) }
        putLong(number, &end)
    }

    private static func putLong(_ number: UInt64, _ end: inout UnsafeMutablePointer<UInt8>) {
        let (high, low) = number.quotientAndRemainder(dividingBy: 100_000_000)
        put(high, &end)
        put(UInt32(low), skipsZeros: false, &end)
    }

    @inline(__always)
    private static func put(_ number: UInt32, skipsZeros: Bool, _ end: inout UnsafeMutablePointer<UInt8>) {
        let digits = digits(of: number)
        // one digit always stands
        let zeros = skipsZeros ? min(7, digits.trailingZeroBitCount / 8) : 0
        let shown = (digits | 0x3030_3030_3030_3030) >> UInt64(zeros * 8)
        UnsafeMutableRawPointer(end).storeBytes(of: shown.littleEndian, as: UInt64.self)
        end += 8 - zeros
    }

    /// The eight digits of a number below 100,000,000, a byte each, the first one lowest: halves, then quarters, then
    /// eighths, divided side by side by multiplication.
    @inline(__always)
    private static func digits(of number: UInt32) -> UInt64 {
        let (high, low) = number.quotientAndRemainder(dividingBy: 10_000)
        var lanes = UInt64(high) | UInt64(low) << 32
        let hundreds = ((lanes &* 10_486) >> 20) & 0x7F_0000_007F
        lanes = hundreds | (lanes &- hundreds &* 100) << 16
        let tens = ((lanes &* 103) >> 10) & 0xF_000F_000F_000F
        return tens | (lanes &- tens &* 10) << 8
    }
}

/// Comparisons with a repeated byte, one instruction each; those with a scalar are made lane by lane.
extension SIMD16<UInt8> {
    @inline(__always) func equal(_ byte: UInt8) -> SIMDMask<SIMD16<Int8>> { self .== SIMD16(repeating: byte) }
    @inline(__always) func below(_ byte: UInt8) -> SIMDMask<SIMD16<Int8>> { self .< SIMD16(repeating: byte) }
}
