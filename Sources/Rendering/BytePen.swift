/// Puts bytes where a pointer stands and gives the pointer behind them; whoever calls has reserved the room.
///
/// A pointer handed on by value stays in a register, which one that is changed in place does not.
enum BytePen {
    typealias Place = UnsafeMutablePointer<UInt8>

    /// A sign, twenty digits, a point, a comma, and what the eight bytes stored at once leave past the end.
    static let numberRoom = 32

    @inline(__always)
    static func put(byte: UInt8, at place: Place) -> Place {
        place.pointee = byte
        return place + 1
    }

    /// Text in which `find` sees nothing; looks and copies sixteen bytes at a time.
    ///
    /// - Parameter find: lanes that hold a byte looked for. Lanes past the end of a short text hold letters.
    /// - Returns: `nil` where `find` saw something.
    @inline(__always)
    static func put(
        _ start: UnsafePointer<UInt8>, _ length: Int, at place: Place,
        unless find: (SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>>
    ) -> Place? {
        let from = UnsafeRawPointer(start)
        let to = UnsafeMutableRawPointer(place)
        var found: SIMDMask<SIMD16<Int8>>
        if length >= 16 {
            // the last sixteen overlap those before
            let last = length &- 16
            let end = from.loadUnaligned(fromByteOffset: last, as: SIMD16<UInt8>.self)
            found = find(end)
            var at = 0
            while at < last {
                let lanes = from.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
                to.storeBytes(of: lanes, toByteOffset: at, as: SIMD16<UInt8>.self)
                found .|= find(lanes)
                at &+= 16
            }
            to.storeBytes(of: end, toByteOffset: last, as: SIMD16<UInt8>.self)
        } else {
            var lanes = SIMD16<UInt8>(repeating: 0x61)
            withUnsafeMutableBytes(of: &lanes) { $0.copyMemory(from: UnsafeRawBufferPointer(start: from, count: length)) }
            to.copyMemory(from: from, byteCount: length)
            found = find(lanes)
        }
        let halves = unsafeBitCast(found, to: SIMD2<UInt64>.self)
        return halves[0] | halves[1] == 0 ? place + length : nil
    }

    @inline(__always)
    static func put(_ number: Int64, at place: Place) -> Place {
        put(number.magnitude, at: number < 0 ? put(byte: 0x2D, at: place) : place)
    }

    /// The digits of ``ExcelNumber/text(_:)``.
    ///
    /// - Returns: `nil` for figures that are no whole number of ten thousandths.
    @inline(__always)
    static func put(_ value: Double, at place: Place) -> Place? {
        guard let units = ExcelNumber.tenThousandths(value) else { return nil }
        var place = units < 0 ? put(byte: 0x2D, at: place) : place
        let (whole, part) = units.magnitude.quotientAndRemainder(dividingBy: 10_000)
        place = put(whole, at: place)
        guard part > 0 else { return place }
        place = put(byte: 0x2E, at: place)
        // the four digits with the first one lowest; zeros at the end fall away
        let digits = UInt32(truncatingIfNeeded: digits(of: UInt32(truncatingIfNeeded: part)) >> 32)
        UnsafeMutableRawPointer(place).storeBytes(of: (digits | 0x3030_3030).littleEndian, as: UInt32.self)
        return place + (4 - digits.leadingZeroBitCount / 8)
    }

    /// Eight digits at a time.
    @inline(__always)
    private static func put(_ number: UInt64, at place: Place) -> Place {
        guard number >= 100_000_000 else { return put(UInt32(truncatingIfNeeded: number), skipsZeros: true, at: place) }
        return putLong(number, at: place)
    }

    @inline(never)
    private static func putLong(_ number: UInt64, at place: Place) -> Place {
        let (high, low) = number.quotientAndRemainder(dividingBy: 100_000_000)
        return put(UInt32(low), skipsZeros: false, at: put(high, at: place))
    }

    @inline(__always)
    private static func put(_ number: UInt32, skipsZeros: Bool, at place: Place) -> Place {
        let digits = digits(of: number)
        // one digit always stands
        let zeros = skipsZeros ? min(7, digits.trailingZeroBitCount / 8) : 0
        let shown = (digits | 0x3030_3030_3030_3030) &>> UInt64(truncatingIfNeeded: zeros &* 8)
        UnsafeMutableRawPointer(place).storeBytes(of: shown.littleEndian, as: UInt64.self)
        return place + (8 &- zeros)
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
