import Diagnostics
import Glibc

/// One file that a pipeline reads, with the digest of its bytes.
public struct SourceFile: Sendable, Hashable {
    /// Name of the source in the pipeline file.
    public let source: String
    /// As people know it: relative to the pipeline's folder where it lies there.
    public let path: String
    /// Where to open it.
    public let fullPath: String
    public let size: Int
    public let digest: Digest
    /// Nanoseconds since 1970. Says when a file came, never whether it changed.
    public let modified: Int

    public init(source: String, path: String, fullPath: String, size: Int, digest: Digest, modified: Int = 0) {
        self.modified = modified
        self.source = source
        self.path = path
        self.fullPath = fullPath
        self.size = size
        self.digest = digest
    }
}

/// Everything a pipeline reads, as it is now.
public struct SourceListing: Sendable {
    /// Ordered by path within each source, sources in the order asked for.
    public let files: [SourceFile]
    /// Over source names, paths and contents.
    public let digest: Digest
    /// Files whose bytes were read to know their digest.
    public let hashed: Int
    /// What could not be read; the files are not among ``files``.
    public let unreadable: [SystemError]
    /// Sources that match nothing and are not optional.
    public let missing: [SourceSpec]
    /// To remember for next time with ``SourceIndex/remember(_:in:)``; `nil` when nothing is new.
    let stamps: [UInt8]?
}

/// Knows files by their bytes, and reads the bytes only of files that look different.
///
/// A file counts as unchanged when size, modification time, change time, inode and device are as
/// remembered; anything else is settled by its digest. A file changed within the clock's last tick
/// before it was looked at is looked at again, for a second change in that tick would not show.
public struct SourceIndex: Sendable {
    private static let key = "engine.file-stamps"
    private let record: any RunRecord
    private let folder: String

    /// - Parameter folder: the pipeline's, from which relative paths count.
    public init(folder: String, record: any RunRecord) {
        self.folder = folder
        self.record = record
    }

    /// Looks at the disk; writes nothing.
    ///
    /// - Parameter instead: paths to use for every source instead of its own (`--source FOLDER`).
    /// - Throws: what the record throws.
    public func list(_ sources: [SourceSpec], instead: [String]? = nil) throws -> SourceListing {
        let known = StampTable(bytes: try record.memory(Self.key) ?? [])
        var found: [(SourceSpec, String, String, FoundFile)] = []
        var unreadable: [SystemError] = []
        var missing: [SourceSpec] = []
        var seen: Set<String> = []
        for source in sources {
            var count = 0
            for path in instead ?? source.paths {
                let (root, prefix, pattern) = place(path)
                let walk = FolderWalk.files(under: root, matching: [GlobPattern(pattern)])
                unreadable += walk.unreadable.filter { !($0.path == root && $0.number == ENOENT) }
                for file in walk.files {
                    count += 1
                    let shown = prefix + file.path
                    if seen.insert(source.name + "\u{0}" + shown).inserted {
                        found.append((source, shown, root + "/" + file.path, file))
                    }
                }
            }
            if count == 0, !source.optional { missing.append(source) }
        }
        var clock = timespec()
        clock_gettime(CLOCK_REALTIME, &clock)
        let now = Int(clock.tv_sec) &* 1_000_000_000 &+ Int(clock.tv_nsec)
        var files: [SourceFile] = []
        var table = StampTable()
        var hashed = 0
        var isNew = false
        files.reserveCapacity(found.count)
        var stream = DigestStream()
        for (source, shown, full, file) in found {
            let digest: Digest
            if let stamp = known.stamp(full), stamp.fits(file) {
                digest = stamp.digest
            } else {
                do {
                    digest = try Digest.ofFile(full)
                } catch {
                    unreadable.append(error)
                    continue
                }
                hashed += 1
                isNew = true
            }
            table.add(full, file, digest, isSettled: now &- max(file.changed, file.modified) > tick(file))
            files.append(SourceFile(source: source.name, path: shown, fullPath: full, size: file.size, digest: digest, modified: file.modified))
            stream.update(source.name)
            stream.update(shown)
            stream.update(digest)
        }
        return SourceListing(
            files: files, digest: stream.finish(), hashed: hashed, unreadable: unreadable, missing: missing,
            stamps: isNew || table.count != known.count ? table.bytes : nil)
    }

    /// Keeps what ``list(_:instead:)`` found out, for next time.
    public static func remember(_ listing: SourceListing, in record: any RunRecord) throws {
        if let stamps = listing.stamps { try record.remember(stamps, as: key) }
    }

    /// File systems that keep whole seconds need a longer look back.
    private func tick(_ file: FoundFile) -> Int { file.modified % 1_000_000_000 == 0 ? 2_000_000_000 : 20_000_000 }

    /// The folder to walk from, what to put before its paths, and the pattern below it.
    private func place(_ path: String) -> (root: String, prefix: String, pattern: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
        var fixed: [Substring] = []
        for part in parts {
            if GlobPattern.isPattern(String(part)) { break }
            fixed.append(part)
        }
        if fixed.count == parts.count, !fixed.isEmpty {
            var info = stat()
            let full = path.hasPrefix("/") ? path : folder + "/" + path
            if !(stat(full, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR) { fixed.removeLast() }
        }
        let rest = parts.dropFirst(fixed.count).joined(separator: "/")
        let base = fixed.joined(separator: "/")
        let pattern = rest.isEmpty ? "**" : rest
        if path.hasPrefix("/") { return ("/" + base, base.isEmpty ? "/" : "/" + base + "/", pattern) }
        return (base.isEmpty ? folder : folder + "/" + base, base.isEmpty ? "" : base + "/", pattern)
    }
}

/// What is remembered of files: one line each, `path \0 size mtime ctime inode device digest`.
struct StampTable {
    struct Stamp {
        let size: Int, modified: Int, changed: Int
        let inode: UInt64, device: UInt64
        let digest: Digest

        func fits(_ file: FoundFile) -> Bool {
            size == file.size && modified == file.modified && changed == file.changed && inode == file.inode
                && device == file.device
        }
    }

    private var stamps: [String: Stamp] = [:]
    private(set) var bytes: [UInt8] = []
    private(set) var count = 0

    init() {}

    init(bytes: [UInt8]) {
        self.bytes = bytes
        bytes.withUnsafeBytes { raw in
            var i = 0
            func number() -> UInt64? {
                guard i + 8 <= raw.count else { return nil }
                defer { i += 8 }
                return raw.loadUnaligned(fromByteOffset: i, as: UInt64.self).littleEndian
            }
            while i < raw.count {
                guard let length = number(), length <= 1 << 16, i + Int(length) <= raw.count else { return }
                let path = String(decoding: raw[i..<(i + Int(length))], as: UTF8.self)
                i += Int(length)
                guard let size = number(), let modified = number(), let changed = number(), let inode = number(),
                    let device = number(), let high = number(), let low = number()
                else { return }
                count += 1
                // A stamp of size all ones was too fresh to trust.
                guard size != .max else { continue }
                stamps[path] = Stamp(
                    size: Int(bitPattern: UInt(size)), modified: Int(bitPattern: UInt(modified)),
                    changed: Int(bitPattern: UInt(changed)), inode: inode, device: device,
                    digest: Digest(high: high, low: low))
            }
        }
    }

    func stamp(_ path: String) -> Stamp? { stamps[path] }

    mutating func add(_ path: String, _ file: FoundFile, _ digest: Digest, isSettled: Bool) {
        count += 1
        append(UInt64(path.utf8.count))
        bytes.append(contentsOf: path.utf8)
        append(isSettled ? UInt64(bitPattern: Int64(file.size)) : .max)
        append(UInt64(bitPattern: Int64(file.modified)))
        append(UInt64(bitPattern: Int64(file.changed)))
        append(file.inode)
        append(file.device)
        append(digest.high)
        append(digest.low)
    }

    private mutating func append(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
