internal import CCrypto
internal import CXXHash
import Glibc

/// 128 bits that stand for some bytes: equal digests mean equal bytes. Fast, for fingerprints.
///
/// - Note: xxh128 (XXH3, 128 bits, seed 0). Not for anything an adversary may choose; published
///   files carry ``SHA256Digest``.
public struct Digest: Sendable, Hashable, Comparable, CustomStringConvertible, Codable {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// - Parameter hex: 32 lower-case hexadecimal digits, as ``description`` prints them.
    public init?(hex: some StringProtocol) {
        // by hand, because records hold tens of thousands of them
        var words: (UInt64, UInt64) = (0, 0)
        var count = 0
        for byte in hex.utf8 {
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x61...0x66: digit = byte - 0x57
            case 0x41...0x46: digit = byte - 0x37
            default: return nil
            }
            if count < 16 { words.0 = words.0 << 4 | UInt64(digit) } else { words.1 = words.1 << 4 | UInt64(digit) }
            count += 1
            if count > 32 { return nil }
        }
        guard count == 32 else { return nil }
        self.init(high: words.0, low: words.1)
    }

    public static func of(_ bytes: UnsafeRawBufferPointer) -> Digest {
        let h = XXH3_128bits(bytes.baseAddress, bytes.count)
        return Digest(high: h.high64, low: h.low64)
    }

    public static func of(_ bytes: [UInt8]) -> Digest { bytes.withUnsafeBytes { of($0) } }

    public static func of(_ text: String) -> Digest {
        var text = text
        return text.withUTF8 { of(UnsafeRawBufferPointer($0)) }
    }

    /// Digest of a file's bytes, read in pieces.
    ///
    /// - Throws: ``SystemError`` with the path.
    public static func ofFile(_ path: String) throws(SystemError) -> Digest {
        var stream = DigestStream()
        try FileBytes.pieces(of: path) { stream.update($0) }
        return stream.finish()
    }

    /// 32 lower-case hexadecimal digits.
    public var description: String { Hex.text(high) + Hex.text(low) }

    public static func < (a: Digest, b: Digest) -> Bool { (a.high, a.low) < (b.high, b.low) }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let digest = Digest(hex: text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "`\(text)` is not a digest of 32 hexadecimal digits"))
        }
        self = digest
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Digest of bytes and named parts that arrive one after another.
public struct DigestStream {
    private var state: OpaqueState

    public init() { state = OpaqueState() }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        if !isKnownUniquelyReferenced(&state) { state = OpaqueState(copying: state) }
        _ = XXH3_128bits_update(state.pointer, bytes.baseAddress, bytes.count)
    }

    /// Adds text with its length in front, so that `ab` + `c` differs from `a` + `bc`.
    public mutating func update(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            update(UInt64(utf8.count))
            update(UnsafeRawBufferPointer(utf8))
        }
    }

    public mutating func update(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { update($0) }
    }

    public mutating func update(_ digest: Digest) {
        update(digest.high)
        update(digest.low)
    }

    public func finish() -> Digest {
        let h = XXH3_128bits_digest(state.pointer)
        return Digest(high: h.high64, low: h.low64)
    }

    private final class OpaqueState {
        let pointer: OpaquePointer?
        init() {
            pointer = XXH3_createState()
            _ = XXH3_128bits_reset(pointer)
        }
        init(copying other: OpaqueState) {
            pointer = XXH3_createState()
            XXH3_copyState(pointer, other.pointer)
        }
        deinit { _ = XXH3_freeState(pointer) }
    }
}

/// SHA-256 of published bytes, as `sha256sum` prints it.
public enum SHA256Digest {
    /// - Returns: 64 lower-case hexadecimal digits.
    public static func of(_ bytes: UnsafeRawBufferPointer) -> String {
        var out = [UInt8](repeating: 0, count: 32)
        _ = SHA256(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, &out)
        return Hex.text(out)
    }

    public static func of(_ bytes: [UInt8]) -> String { bytes.withUnsafeBytes { of($0) } }

    /// - Throws: ``SystemError`` with the path.
    public static func ofFile(_ path: String) throws(SystemError) -> String {
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        EVP_DigestInit_ex(context, EVP_sha256(), nil)
        try FileBytes.pieces(of: path) { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        var out = [UInt8](repeating: 0, count: 32)
        EVP_DigestFinal_ex(context, &out, nil)
        return Hex.text(out)
    }
}

enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    static func text(_ value: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { buffer in
            for i in 0..<16 { buffer[i] = digits[Int((value >> UInt64(60 - 4 * i)) & 15)] }
            return 16
        }
    }
}
