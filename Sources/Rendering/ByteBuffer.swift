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

    private func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: (count + more) * 2)
        wider.update(from: base, count: count)
        base.deallocate()
        base = wider
        capacity = (count + more) * 2
    }

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

    func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    func append(_ number: Int64) {
        reserve(20)
        if number < 0 {
            base[count] = 0x2D
            count += 1
        }
        digits(number.magnitude, least: 1)
    }

    /// The digits of ``ExcelNumber/text(_:)``.
    func append(_ value: Double) {
        guard let (units, decimals) = ExcelNumber.units(value) else { return append(ExcelNumber.text(value)) }
        reserve(24)
        if units < 0 {
            base[count] = 0x2D
            count += 1
        }
        let number = units.magnitude
        // constants, so that nothing is divided by a variable
        let (whole, part): (UInt64, UInt64) =
            switch decimals {
            case 0: (number, 0)
            case 1: (number / 10, number % 10)
            case 2: (number / 100, number % 100)
            case 3: (number / 1_000, number % 1_000)
            default: (number / 10_000, number % 10_000)
            }
        digits(whole, least: 1)
        guard decimals > 0 else { return }
        base[count] = 0x2E
        count += 1
        digits(part, least: decimals)
    }

    /// Two digits at a time.
    private func digits(_ number: UInt64, least: Int) {
        let length = max(least, Self.length(number))
        let start = base + count
        var rest = number
        var place = length
        while place >= 2 {
            let pair = UInt8(truncatingIfNeeded: rest % 100)
            rest /= 100
            place -= 2
            start[place] = 48 + pair / 10
            start[place + 1] = 48 + pair % 10
        }
        if place > 0 { start[0] = UInt8(truncatingIfNeeded: 48 + rest % 10) }
        count += length
    }

    private static func length(_ number: UInt64) -> Int {
        if number < 100 { return number < 10 ? 1 : 2 }
        if number < 10_000 { return number < 1_000 ? 3 : 4 }
        if number < 1_000_000 { return number < 100_000 ? 5 : 6 }
        return 6 + length(number / 1_000_000)
    }
}
