import Facts
import Glibc

/// Conversion between encodings by the C library's `iconv`.
enum Iconv {
    /// Decodes `bytes` to scalars; what cannot be decoded becomes U+FFFD, one per bad byte.
    ///
    /// - Returns: `nil` where the C library does not know the encoding.
    static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, encoding: String, deadline: Deadline = .never
    ) throws -> (scalars: ContiguousArray<UInt32>, damaged: Int)? {
        guard let handle = open(to: "UTF-32LE", from: encoding) else { return nil }
        defer { iconv_close(handle) }
        guard let base = bytes.baseAddress, bytes.count > start else { return ([], 0) }
        var scalars: ContiguousArray<UInt32> = []
        scalars.reserveCapacity((bytes.count - start) / 2)
        var damaged = 0
        var input = UnsafeMutablePointer(mutating: UnsafeRawPointer(base + start).assumingMemoryBound(to: CChar.self))
        var inputLeft = bytes.count - start
        let chunk = 16_384
        let output = UnsafeMutablePointer<UInt32>.allocate(capacity: chunk)
        defer { output.deallocate() }
        while inputLeft > 0 {
            try deadline.check()
            var outputLeft = chunk * 4
            var failure: Int32 = 0
            output.withMemoryRebound(to: CChar.self, capacity: chunk * 4) { start in
                var cursor: UnsafeMutablePointer<CChar>? = start
                var source: UnsafeMutablePointer<CChar>? = input
                if iconv(handle, &source, &inputLeft, &cursor, &outputLeft) == -1 { failure = errno }
                if let source { input = source }
            }
            scalars.append(contentsOf: UnsafeBufferPointer(start: output, count: (chunk * 4 - outputLeft) / 4))
            if failure == E2BIG { continue }
            if failure != 0, inputLeft > 0 {
                scalars.append(0xFFFD)
                damaged += 1
                input += 1
                inputLeft -= 1
                iconv(handle, nil, nil, nil, nil)
            }
        }
        return (scalars, damaged)
    }

    /// Encodes scalars, or `nil` where one of them does not exist in `encoding`.
    static func encode(_ scalars: ArraySlice<UInt32>, encoding: String) -> [UInt8]? {
        guard let handle = open(to: encoding, from: "UTF-32LE") else { return nil }
        defer { iconv_close(handle) }
        var input = Array(scalars)
        var output = [UInt8](repeating: 0, count: input.count * 4 + 16)
        var inputLeft = input.count * 4
        var outputLeft = output.count
        var failed = false
        input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                var from = source.bindMemory(to: CChar.self).baseAddress
                var to = target.bindMemory(to: CChar.self).baseAddress
                failed = iconv(handle, &from, &inputLeft, &to, &outputLeft) == -1
            }
        }
        guard !failed, inputLeft == 0 else { return nil }
        return Array(output.prefix(output.count - outputLeft))
    }

    private static func open(to: String, from: String) -> iconv_t? {
        guard let handle = iconv_open(to, from), Int(bitPattern: handle) != -1 else { return nil }
        return handle
    }
}
