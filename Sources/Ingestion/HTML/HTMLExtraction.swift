import CLibXML2
import Facts

/// Turns a tree into lines of text with the roles that its mark-up gives them.
struct HTMLExtraction {
    let deadline: Deadline
    private(set) var text: ContiguousArray<UInt32> = []
    private(set) var roles: [Int: ParagraphRole] = [:]

    init(deadline: Deadline) { self.deadline = deadline }

    /// The line that is being gathered.
    private var line: ContiguousArray<UInt32> = []
    private var role: ParagraphRole?
    /// Scalars of the line that stand inside links.
    private var linked = 0
    private var linkDepth = 0
    private var preDepth = 0
    private var pendingSpace = false
    private var pendingBreak = false
    private var inRow = 0

    private static let skipped: Set<String> = [
        "script", "style", "noscript", "nav", "template", "svg", "iframe", "select", "button", "textarea", "object",
        "head", "footer",
        "canvas", "audio", "video", "map", "form-control", "input",
    ]
    private static let blocks: Set<String> = [
        "p", "div", "section", "article", "main", "header", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul",
        "ol", "dl", "dt",
        "dd", "table", "tbody", "thead", "tfoot", "tr", "caption", "blockquote", "figure", "figcaption", "pre", "hr",
        "address", "form",
        "fieldset", "center", "body", "html", "details", "summary",
    ]

    mutating func run(over tree: HTMLTree) throws {
        guard let root = tree.root else { return }
        /// Data tables that the walk is inside of.
        var tables: [Bool] = []
        var at: xmlNodePtr? = root
        var steps = 0
        while let node = at {
            steps += 1
            if steps & 0x3FFF == 0 { try deadline.check() }
            var descend = false
            if HTMLWalk.isText(node) {
                if let content = node.pointee.content { add(content) }
            } else if HTMLWalk.isElement(node) {
                let name = HTMLWalk.name(node)
                if !Self.skipped.contains(name), !isHidden(node) {
                    if name == "table" { tables.append(Self.isDataTable(node)) }
                    open(name, inData: tables.last ?? false)
                    descend = node.pointee.children != nil
                    if !descend { close(name, &tables) }
                }
            }
            if descend {
                at = node.pointee.children
                continue
            }
            // go on to the next sibling, closing the parents that end here
            var current: xmlNodePtr? = node
            at = nil
            while let c = current, c != root {
                if let sibling = c.pointee.next {
                    at = sibling
                    break
                }
                current = c.pointee.parent
                if let parent = current, HTMLWalk.isElement(parent) { close(HTMLWalk.name(parent), &tables) }
            }
        }
        flush()
    }

    // MARK: - Elements

    private mutating func open(_ name: String, inData: Bool) {
        if inData, inRow > 0, name != "tr" {
            if name == "td" || name == "th" { cell() }
            if name == "br" || Self.blocks.contains(name) { pendingSpace = !line.isEmpty && line.last != 9 }
        } else if Self.blocks.contains(name) {
            flush()
            switch name {
            case "h1": role = .title
            case "h2", "h3", "h4", "h5", "h6": role = .heading
            case "caption", "figcaption": role = .caption
            case "tr" where inData:
                role = .row
                inRow += 1
            default: break
            }
        } else if name == "br" {
            let kept = role
            flush()
            role = kept
        } else if name == "td" || name == "th" {
            flush()
        }
        if name == "a" { linkDepth += 1 }
        if name == "pre" { preDepth += 1 }
    }

    private mutating func close(_ name: String, _ tables: inout [Bool]) {
        if name == "a" { linkDepth = max(0, linkDepth - 1) }
        if name == "pre" { preDepth = max(0, preDepth - 1) }
        let inData = tables.last ?? false
        if name == "tr", inData {
            flush()
            inRow = max(0, inRow - 1)
        } else if inData, inRow > 0 {
            // blocks inside a cell stay on the row's line
        } else if Self.blocks.contains(name) || name == "td" || name == "th" {
            flush()
        }
        if name == "table", !tables.isEmpty { tables.removeLast() }
    }

    private mutating func cell() {
        pendingSpace = false
        pendingBreak = false
        if !line.isEmpty || role == .row && cellsOpened { line.append(9) }
        cellsOpened = true
    }
    private var cellsOpened = false

    /// Rows of a layout table hold whole blocks, those of a data table short cells.
    ///
    /// - Note: looks at no more than 400 nodes of a table, and no deeper than another table.
    private static func isDataTable(_ table: xmlNodePtr) -> Bool {
        var seen = 0
        var widest = 0
        var inThisRow = 0
        var rows = 0
        var at: xmlNodePtr? = HTMLWalk.next(after: table, below: table, into: true)
        while let node = at, seen < 400 {
            seen += 1
            if HTMLWalk.isElement(node) {
                switch HTMLWalk.name(node) {
                case "table": return false
                case "tr":
                    rows += 1
                    inThisRow = 0
                case "td", "th":
                    inThisRow += 1
                    widest = max(widest, inThisRow)
                default: break
                }
            } else if HTMLWalk.isText(node), let content = node.pointee.content {
                var length = 0
                while length <= 600, content[length] != 0 { length += 1 }
                if length > 600 { return false }
            }
            at = HTMLWalk.next(after: node, below: table, into: HTMLWalk.isElement(node))
        }
        return widest >= 2 && rows >= 1
    }

    private func isHidden(_ node: xmlNodePtr) -> Bool {
        guard node.pointee.properties != nil else { return false }
        if let style = HTMLWalk.attribute(node, "style")?.lowercased().filter({ $0 != " " }),
            style.contains("display:none")
        {
            return true
        }
        return HTMLWalk.attribute(node, "hidden") != nil
    }

    // MARK: - Text

    private mutating func add(_ content: UnsafeMutablePointer<xmlChar>) {
        var i = 0
        while content[i] != 0 {
            let (scalar, length) = Self.scalar(content, i)
            i += length
            if scalar == 10 || scalar == 13 {
                if preDepth > 0 {
                    flush()
                } else {
                    pendingSpace = true
                    pendingBreak = true
                }
            } else if scalar == 0x20 || scalar == 9 {
                pendingSpace = true
            } else if scalar == 0x200B || scalar == 0xFEFF || scalar == 0xAD {
                continue
            } else {
                if pendingSpace, let last = line.last, last != 9 {
                    // a line break of the source between Han characters is no space
                    if !(pendingBreak && (last >= 0x2E80 || scalar >= 0x2E80)) { line.append(0x20) }
                }
                pendingSpace = false
                pendingBreak = false
                line.append(scalar)
                if linkDepth > 0 { linked += 1 }
            }
        }
    }

    /// Decodes one scalar of libxml2's UTF-8, which is well-formed up to its closing NUL.
    private static func scalar(_ s: UnsafeMutablePointer<xmlChar>, _ i: Int) -> (UInt32, Int) {
        let b = UInt32(s[i])
        if b < 0x80 { return (b, 1) }
        let length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2
        var value = b & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
        for k in 1..<length {
            let c = UInt32(s[i + k])
            if c == 0 { return (0xFFFD, k) }
            value = value << 6 | (c & 0x3F)
        }
        return (value, length)
    }

    private mutating func flush() {
        defer {
            line.removeAll(keepingCapacity: true)
            role = nil
            linked = 0
            pendingSpace = false
            pendingBreak = false
            cellsOpened = false
        }
        while let last = line.last, Characters.isSpace(last) { line.removeLast() }
        let first = line.firstIndex { !Characters.isSpace($0) || $0 == 9 } ?? line.count
        guard line.contains(where: { !Characters.isSpace($0) }) else { return }
        let wordly = line.count - first
        // menus, tags and lists of related pages: links and nothing else
        if role == nil || role == .heading, linked > 0, linked * 10 >= wordly * 8, wordly <= 60,
            !Characters.endsSentence(line[line.count - 1])
        {
            return
        }
        if !text.isEmpty { text.append(10) }
        if let role { roles[text.count + (role == .row ? leadingTabs(from: first) : 0)] = role }
        text.append(contentsOf: line[first...])
    }

    /// Roles are kept under the first scalar that is no white space, as lines are.
    private func leadingTabs(from first: Int) -> Int {
        var n = 0
        while first + n < line.count, Characters.isSpace(line[first + n]) { n += 1 }
        return n
    }
}
