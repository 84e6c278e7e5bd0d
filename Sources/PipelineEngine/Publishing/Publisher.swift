import Diagnostics
import Glibc

/// A file of a published report.
public struct PublishedFile: Sendable, Codable, Hashable {
    /// Relative to the report's folder.
    public var path: String
    public var bytes: Int
    public var sha256: String

    public init(path: String, bytes: Int, sha256: String) {
        self.path = path
        self.bytes = bytes
        self.sha256 = sha256
    }
}

/// Puts finished reports before their readers, the whole set at once.
///
/// Reports lie in `Reports/<pipeline>/<run>/`, and `Reports/<pipeline>/latest` points at the newest.
/// A report is written in a folder beside that no reader looks at, synced, renamed to its place, and
/// then `latest` is switched by one `rename`: whoever opens `latest/…` gets the old set or the new one.
public struct Publisher: Sendable {
    /// `Reports/<pipeline>`.
    public let folder: String
    public let run: String
    /// Written but not compared: it names the run and its times.
    public static let manifestName = "manifest.json"
    private static let stagingPrefix = ".staging-"

    public init(folder: String, run: String) {
        self.folder = folder
        self.run = run
    }

    /// Where to write before ``publish()``. Removed by ``discard()``, or by the next run if this one is killed.
    public var staging: String { folder + "/" + Self.stagingPrefix + run }

    public var final: String { folder + "/" + run }

    public var latest: String { folder + "/latest" }

    /// Names the run that is being put in place, as long as `latest` does not point at it.
    private var publishing: String { folder + "/.publishing" }

    /// Makes the staging folder, empty, and removes what runs that were killed left behind. Needs the run lock.
    public func prepare() throws(SystemError) {
        try FileBytes.makeFolders(folder)
        if FileBytes.exists(publishing) {
            let half = String(decoding: try FileBytes.read(publishing), as: UTF8.self)
            if RunID.seconds(of: half) != nil, half != published { try Folders.remove(folder + "/" + half) }
            try Folders.remove(publishing)
        }
        for name in try Folders.names(in: folder) where name.hasPrefix(Self.stagingPrefix) || name == ".latest.part" {
            try Folders.remove(folder + "/" + name)
        }
        try FileBytes.makeFolders(staging)
    }

    /// Name of the run that `latest` points at.
    public var published: String? { Folders.link(latest) }

    /// Files of a folder with digests, ordered by path, the manifest left out.
    public static func files(of folder: String) throws(SystemError) -> [PublishedFile] {
        var out: [PublishedFile] = []
        for file in FolderWalk.files(under: folder, matching: [GlobPattern("**")]).files where file.path != manifestName
        {
            out.append(
                PublishedFile(
                    path: file.path, bytes: file.size, sha256: try SHA256Digest.ofFile(folder + "/" + file.path)))
        }
        return out
    }

    /// Whether what lies in the staging folder is, byte for byte, what is published already.
    public func isUnchanged() throws(SystemError) -> Bool {
        guard published != nil else { return false }
        return try Self.files(of: staging) == Self.files(of: latest)
    }

    /// Syncs, renames, switches. What was staged under the same run's name before is replaced.
    ///
    /// - Returns: the report's folder.
    public func publish() throws(SystemError) -> String {
        try Folders.sync(staging)
        if FileBytes.exists(final) { try Folders.remove(final) }
        try FileBytes.replace(publishing, with: Array(run.utf8))
        guard rename(staging, final) == 0 else { throw SystemError("rename", staging) }
        try FileBytes.syncFolder(folder)
        let beside = folder + "/.latest.part"
        unlink(beside)
        guard symlink(run, beside) == 0 else { throw SystemError("link", beside) }
        guard rename(beside, latest) == 0 else { throw SystemError("rename", beside) }
        unlink(publishing)
        try FileBytes.syncFolder(folder)
        return final
    }

    /// Removes the staging folder.
    public func discard() throws(SystemError) { try Folders.remove(staging) }
}

/// Folders as wholes.
enum Folders {
    static func names(in path: String) throws(SystemError) -> [String] {
        guard let folder = opendir(path) else { throw SystemError("open", path) }
        defer { closedir(folder) }
        var out: [String] = []
        while let entry = readdir(folder) {
            let raw = UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 19)
            let name = String(cString: raw.assumingMemoryBound(to: CChar.self))
            if name != ".", name != ".." { out.append(name) }
        }
        return out.sorted()
    }

    static func isFolder(_ path: String) -> Bool {
        var info = stat()
        return lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    /// Removes a file or a folder with everything in it; nothing there is fine.
    static func remove(_ path: String) throws(SystemError) {
        if isFolder(path) {
            for name in try names(in: path) { try remove(path + "/" + name) }
            if rmdir(path) != 0, errno != ENOENT { throw SystemError("remove", path) }
        } else if unlink(path) != 0, errno != ENOENT {
            throw SystemError("remove", path)
        }
    }

    /// Syncs every file in a folder, then the folders from the inside out.
    static func sync(_ path: String) throws(SystemError) {
        for name in try names(in: path) {
            let inner = path + "/" + name
            if isFolder(inner) {
                try sync(inner)
            } else {
                let fd = open(inner, O_RDONLY | O_CLOEXEC)
                guard fd >= 0 else { throw SystemError("open", inner) }
                defer { close(fd) }
                if fsync(fd) != 0 { throw SystemError("sync", inner) }
            }
        }
        try FileBytes.syncFolder(path)
    }

    static func link(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 4096)
        let n = readlink(path, &buffer, buffer.count)
        return n > 0 ? String(decoding: buffer[..<n].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }

    static func size(_ path: String) -> Int {
        FolderWalk.files(under: path, matching: [GlobPattern("**")]).files.reduce(0) { $0 + $1.size }
    }
}
