import Foundation

/// As much of JSON Schema 2020-12 as our schemas use, to check them without a program from outside.
struct MiniSchemaValidator {
    let root: Any

    init(_ bytes: [UInt8]) throws { root = try JSONSerialization.jsonObject(with: Data(bytes)) }

    func isValid(_ value: Any) -> Bool { check(value, root) }

    private func check(_ value: Any, _ schema: Any) -> Bool {
        guard let schema = schema as? [String: Any] else { return schema as? Bool ?? true }
        for (keyword, wanted) in schema where !holds(keyword, wanted, value, schema) { return false }
        return true
    }

    private func holds(_ keyword: String, _ wanted: Any, _ value: Any, _ schema: [String: Any]) -> Bool {
        let object = value as? [String: Any]
        let list = value as? [Any]
        let number = isBool(value) ? nil : value as? NSNumber
        let text = value as? String
        switch keyword {
        case "$ref":
            let path = (wanted as? String ?? "").split(separator: "/").dropFirst().map(String.init)
            return path.reduce(Optional(root)) { ($0 as? [String: Any])?[$1] }.map { check(value, $0) } ?? false
        case "type": return (wanted as? [String] ?? [wanted as? String ?? ""]).contains { isType(value, $0) }
        case "const": return same(value, wanted)
        case "enum": return (wanted as? [Any] ?? []).contains { same(value, $0) }
        case "anyOf": return (wanted as? [Any] ?? []).contains { check(value, $0) }
        case "allOf": return (wanted as? [Any] ?? []).allSatisfy { check(value, $0) }
        case "if": return !check(value, wanted) || (schema["then"].map { check(value, $0) } ?? true)
        case "required":
            return object.map { object in (wanted as? [String] ?? []).allSatisfy { object[$0] != nil } } ?? true
        case "properties":
            guard let object, let wanted = wanted as? [String: Any] else { return true }
            return wanted.allSatisfy { key, inner in object[key].map { check($0, inner) } ?? true }
        case "additionalProperties":
            let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
            return (object ?? [:]).allSatisfy { known.contains($0.key) || check($0.value, wanted) }
        case "propertyNames": return (object ?? [:]).keys.allSatisfy { check($0, wanted) }
        case "minProperties": return object.map { $0.count >= wanted as? Int ?? 0 } ?? true
        case "items": return (list ?? []).allSatisfy { check($0, wanted) }
        case "minItems": return list.map { $0.count >= wanted as? Int ?? 0 } ?? true
        case "uniqueItems":
            let texts = (list ?? []).map { "\($0)" }
            return Set(texts).count == texts.count
        case "minimum": return number.map { $0.doubleValue >= (wanted as? NSNumber)?.doubleValue ?? 0 } ?? true
        case "maximum": return number.map { $0.doubleValue <= (wanted as? NSNumber)?.doubleValue ?? 0 } ?? true
        case "maxLength": return text.map { $0.count <= wanted as? Int ?? 0 } ?? true
        case "pattern":
            guard let text, let pattern = wanted as? String else { return true }
            return text.range(of: pattern, options: .regularExpression) != nil
        case "then", "$schema", "$defs", "title", "description", "default": return true
        default: return false
        }
    }

    private func isBool(_ value: Any) -> Bool { (value as? NSNumber).map { CFGetTypeIDIsBool($0) } ?? false }

    private func CFGetTypeIDIsBool(_ number: NSNumber) -> Bool { String(cString: number.objCType) == "c" }

    private func same(_ a: Any, _ b: Any) -> Bool {
        if let x = a as? String, let y = b as? String { return x == y }
        if let x = a as? NSNumber, let y = b as? NSNumber { return isBool(a) == isBool(b) && x == y }
        return false
    }

    private func isType(_ value: Any, _ name: String) -> Bool {
        switch name {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": isBool(value)
        case "null": value is NSNull
        case "integer":
            !isBool(value) && ((value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false)
        case "number": !isBool(value) && value is NSNumber
        default: false
        }
    }
}
