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
        var scale: UInt64 = 1
        for _ in 0..<decimals { scale *= 10 }
        digits(units.magnitude / scale, least: 1)
        guard decimals > 0 else { return }
        base[count] = 0x2E
        count += 1
        digits(units.magnitude % scale, least: decimals)
    }

    private func digits(_ number: UInt64, least: Int) {
        var length = least
        var bound: UInt64 = 1
        for _ in 0..<least { bound *= 10 }
        while length < 20, number >= bound {
            length += 1
            if bound > UInt64.max / 10 { break }
            bound *= 10
        }
        var rest = number
        for place in stride(from: count + length - 1, through: count, by: -1) {
            base[place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        }
        count += length
    }
}
