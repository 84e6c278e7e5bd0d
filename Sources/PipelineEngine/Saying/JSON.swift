import Foundation

/// JSON with keys in order and slashes as they are, the same bytes for the same value.
public enum JSON {
    public static func encode(_ value: some Encodable, pretty: Bool = false) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting =
            pretty ? [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted] : [.sortedKeys, .withoutEscapingSlashes]
        // Only a number that is no number could fail, and none of our types holds a floating one.
        return (try? encoder.encode(value)).map { Array($0) } ?? Array("null".utf8)
    }

    public static func decode<T: Decodable>(_ type: T.Type, from bytes: [UInt8]) -> T? {
        try? JSONDecoder().decode(type, from: Data(bytes))
    }
}
