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

    /// Where the next byte goes; whoever moves it has reserved the room.
    @inline(__always)
    var end: UnsafeMutablePointer<UInt8> {
        get { base + count }
        set { count = newValue - base }
    }

    @inline(__always)
    func room(behind end: UnsafeMutablePointer<UInt8>) -> Int { capacity &- (end - base) }

    @inline(__always)
    func reserve(_ more: Int) {
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

    /// Appends text in which `find` sees nothing, as ``BytePen`` looks.
    ///
    /// - Returns: whether it was appended.
    @inline(__always)
    func append(_ bytes: UnsafeBufferPointer<UInt8>, unless find: (SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>>) -> Bool {
        guard let start = bytes.baseAddress else { return true }
        reserve(bytes.count)
        guard let place = BytePen.put(start, bytes.count, at: end, unless: find) else { return false }
        end = place
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
        reserve(BytePen.numberRoom)
        end = BytePen.put(number, at: end)
    }

    /// The digits of ``ExcelNumber/text(_:)``.
    func append(_ value: Double) {
        reserve(BytePen.numberRoom)
        guard let place = BytePen.put(value, at: end) else { return append(ExcelNumber.text(value)) }
        end = place
    }
}
