import Glibc

/// A file that a walk found, with what `fstatat` says of it.
public struct FoundFile: Sendable, Hashable {
    /// Relative to the walk's root, with `/`.
    public let path: String
    public let size: Int
    /// Nanoseconds since 1970.
    public let modified: Int
    /// Of the inode: no program can set it back.
    public let changed: Int
    public let inode: UInt64
    public let device: UInt64
}

/// Finds files by `readdir` and `fstatat`, ordered by the bytes of their paths.
///
/// A folder is entered only where a pattern could match below it. Symbolic links to files count as
/// files, those to folders are followed, but not into a folder that they lie in. Names that are not
/// UTF-8 are reported in ``unreadable`` and left out.
public struct FolderWalk {
    public let root: String
    private let patterns: [GlobPattern]
    public private(set) var files: [FoundFile] = []
    /// Folders that could not be read, files that vanished, names that are not UTF-8.
    public private(set) var unreadable: [SystemError] = []
    /// Folders from the root down to here.
    private var above: [(device: UInt64, inode: UInt64)] = []

    /// - Parameter patterns: relative to `root`; a plain path counts too, and one of a folder means every file below it.
    public static func files(under root: String, matching patterns: [GlobPattern]) -> FolderWalk {
        var walk = FolderWalk(root: root, patterns: patterns)
        walk.run()
        return walk
    }

    private init(root: String, patterns: [GlobPattern]) {
        self.root = root
        self.patterns = patterns
    }

    private mutating func run() {
        var alternatives = patterns.flatMap(\.alternatives)
        // A pattern that names a folder means what is below it.
        for (i, components) in alternatives.enumerated() {
            guard let plain = plainPath(components) else { continue }
            var info = stat()
            if stat(plain.isEmpty ? root : root + "/" + plain, &info) == 0, info.st_mode & S_IFMT == S_IFDIR {
                alternatives[i] = components + [.anyFolders]
            }
        }
        let top = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard top >= 0 else {
            unreadable.append(SystemError("open", root))
            return
        }
        walk(top, "", alternatives.map { $0[...] })
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private func plainPath(_ components: [GlobPattern.Component]) -> String? {
        var parts: [String] = []
        for component in components {
            guard case .tokens(let tokens) = component else { return nil }
            var name = ""
            for token in tokens {
                guard case .scalar(let value) = token, let scalar = Unicode.Scalar(value) else { return nil }
                name.unicodeScalars.append(scalar)
            }
            parts.append(name)
        }
        return parts.joined(separator: "/")
    }

    /// Closes `descriptor`.
    private mutating func walk(_ descriptor: Int32, _ prefix: String, _ open: [ArraySlice<GlobPattern.Component>]) {
        var own = stat()
        guard fstat(descriptor, &own) == 0, above.count < 256,
            !above.contains(where: { $0.device == UInt64(own.st_dev) && $0.inode == UInt64(own.st_ino) }),
            let folder = fdopendir(descriptor)
        else {
            close(descriptor)
            return
        }
        above.append((UInt64(own.st_dev), UInt64(own.st_ino)))
        defer {
            above.removeLast()
            closedir(folder)
        }
        // One `**` matches everything below: nothing needs comparing then.
        let takesAll = open.contains { $0.count == 1 && $0.first == .anyFolders }
        while let entry = readdir(folder) {
            let raw = UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 19)
            let name = raw.assumingMemoryBound(to: CChar.self)
            if name[0] == 0x2E, name[1] == 0 || (name[1] == 0x2E && name[2] == 0) { continue }
            var info = stat()
            guard fstatat(dirfd(folder), name, &info, 0) == 0 else {
                // A link to nothing is nothing.
                if errno != ENOENT { unreadable.append(SystemError("look at", prefix + String(cString: name))) }
                continue
            }
            let isFolder = info.st_mode & S_IFMT == S_IFDIR
            guard isFolder || info.st_mode & S_IFMT == S_IFREG else { continue }
            guard let text = String(validatingCString: name) else {
                unreadable.append(SystemError("read the name of", prefix + String(cString: name), number: EILSEQ))
                continue
            }
            let scalars = takesAll ? [] : text.unicodeScalars.map(\.value)
            if isFolder {
                if takesAll, name[0] == 0x2E, !open.contains(where: { names($0, text) }) { continue }
                let below =
                    takesAll && name[0] != 0x2E
                    ? open.filter { $0.count == 1 && $0.first == .anyFolders }
                    : advance(open, takesAll ? text.unicodeScalars.map(\.value) : scalars)
                guard !below.isEmpty else { continue }
                let inner = openat(dirfd(folder), name, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                guard inner >= 0 else {
                    unreadable.append(SystemError("open", prefix + text))
                    continue
                }
                walk(inner, prefix + text + "/", below)
            } else if takesAll ? name[0] != 0x2E : open.contains(where: { takes($0, scalars) }) {
                files.append(
                    FoundFile(
                        path: prefix + text, size: Int(info.st_size), modified: nanoseconds(info.st_mtim),
                        changed: nanoseconds(info.st_ctim), inode: UInt64(info.st_ino), device: UInt64(info.st_dev)))
            }
        }
    }

    private func nanoseconds(_ t: timespec) -> Int { Int(t.tv_sec) &* 1_000_000_000 &+ Int(t.tv_nsec) }

    private func names(_ pattern: ArraySlice<GlobPattern.Component>, _ name: String) -> Bool {
        if case .tokens(let tokens)? = pattern.first {
            GlobPattern.matches(tokens, name.unicodeScalars.map(\.value))
        } else {
            false
        }
    }

    /// What is left of each pattern below a folder of that name.
    private func advance(
        _ open: [ArraySlice<GlobPattern.Component>], _ name: [UInt32]
    ) -> [ArraySlice<GlobPattern.Component>] {
        var out: [ArraySlice<GlobPattern.Component>] = []
        for pattern in open {
            switch pattern.first {
            case nil: continue
            case .anyFolders:
                if name.first != 0x2E { out.append(pattern) }
                // `**` may stand for no folder at all.
                out += advance([pattern.dropFirst()], name)
            case .tokens(let tokens):
                if pattern.count > 1, GlobPattern.matches(tokens, name) { out.append(pattern.dropFirst()) }
            }
        }
        var seen: Set<[GlobPattern.Component]> = []
        return out.filter { seen.insert(Array($0)).inserted }
    }

    private func takes(_ pattern: ArraySlice<GlobPattern.Component>, _ name: [UInt32]) -> Bool {
        switch pattern.first {
        case nil: false
        case .anyFolders: pattern.count == 1 ? name.first != 0x2E : takes(pattern.dropFirst(), name)
        case .tokens(let tokens): pattern.count == 1 && GlobPattern.matches(tokens, name)
        }
    }
}
