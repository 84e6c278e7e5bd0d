/// Lets a scalar of a text be compared with the character as written: `text[i] == "年"`.
extension UInt32: @retroactive ExpressibleByUnicodeScalarLiteral {
    public init(unicodeScalarLiteral value: Unicode.Scalar) { self = value.value }
}
