import CLibXML2

/// Steps through libxml2's tree without recursion, so that no depth of nesting overflows the stack.
enum HTMLWalk {
    static func name(_ node: xmlNodePtr) -> String {
        guard let name = node.pointee.name else { return "" }
        return String(cString: name).lowercased()
    }

    static func isElement(_ node: xmlNodePtr) -> Bool { node.pointee.type == XML_ELEMENT_NODE }
    static func isText(_ node: xmlNodePtr) -> Bool {
        node.pointee.type == XML_TEXT_NODE || node.pointee.type == XML_CDATA_SECTION_NODE
    }

    static func attribute(_ node: xmlNodePtr, _ name: String) -> String? {
        guard let value = xmlGetProp(node, name) else { return nil }
        defer { assay_xml_free(value) }
        return String(cString: value)
    }

    /// Visits the elements below `root` in document order.
    static func elements(from root: xmlNodePtr?, limit: Int, _ visit: (xmlNodePtr, String) -> Void) {
        var seen = 0
        var at = root
        while let node = at, seen < limit {
            seen += 1
            if isElement(node) { visit(node, name(node)) }
            at = next(after: node, below: root, into: isElement(node))
        }
    }

    /// The node after `node` in document order, inside `root`.
    static func next(after node: xmlNodePtr, below root: xmlNodePtr?, into children: Bool) -> xmlNodePtr? {
        if children, let child = node.pointee.children { return child }
        var at: xmlNodePtr? = node
        while let current = at, current != root {
            if let sibling = current.pointee.next { return sibling }
            at = current.pointee.parent
        }
        return nil
    }

    /// The text below `node`, at most `limit` bytes of it.
    static func text(of root: xmlNodePtr, limit: Int) -> String {
        var bytes: [UInt8] = []
        var at: xmlNodePtr? = root
        while let node = at, bytes.count < limit {
            if isText(node), let content = node.pointee.content {
                var i = 0
                while content[i] != 0, bytes.count < limit {
                    bytes.append(content[i])
                    i += 1
                }
            }
            at = next(after: node, below: root, into: isElement(node))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
