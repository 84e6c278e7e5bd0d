import Diagnostics
import Glibc

/// A call to the operating system that failed: which, on what path, with which `errno`.
public struct SystemError: Error, Sendable, CustomStringConvertible {
    public let call: String
    public let path: String
    public let number: Int32

    public init(_ call: String, _ path: String, number: Int32 = errno) {
        self.call = call
        self.path = path
        self.number = number
    }

    public var description: String { "cannot \(call) `\(path)`: \(reason)" }

    /// What the system says, `No space left on device`.
    public var reason: String { String(cString: strerror(number)) }

    /// The number of ``ExitCode`` that fits: permission 77, full disk and I/O 74, what
    /// cannot be made 73, a file that is not there 66.
    public var exitCode: ExitCode {
        switch number {
        case EACCES, EPERM, EROFS: .noPermission
        case ENOSPC, EDQUOT, EIO, EFBIG: .ioError
        case _ where call == "create" || call.hasPrefix("make"): .cannotCreate
        case ENOENT, ENOTDIR: .noInput
        default: .ioError
        }
    }

    public var diagnostic: Diagnostic {
        let help =
            switch number {
            case ENOSPC, EDQUOT: "make room on the disk, or set another place with --root"
            case EACCES, EPERM: "give the user who runs this the right to the folder"
            case EROFS: "the file system is read-only"
            case ENOTDIR, EEXIST: "a file is where a folder must be; move it away"
            default: ""
            }
        return Diagnostic(code: "system.\(call.split(separator: " ").first ?? "call")", description, help: help)
    }
}

/// Reading and writing whole files by system calls.
public enum FileBytes {
    /// - Throws: ``SystemError``.
    public static func read(_ path: String) throws(SystemError) -> [UInt8] {
        var all: [UInt8] = []
        try pieces(of: path) { all.append(contentsOf: $0) }
        return all
    }

    /// Hands a file over in pieces of at most 1 MB.
    public static func pieces(of path: String, _ body: (UnsafeRawBufferPointer) -> Void) throws(SystemError) {
        let fd = open(path, O_RDONLY | O_CLOEXEC)
        guard fd >= 0 else { throw SystemError("open", path) }
        defer { close(fd) }
        var info = stat()
        let size = fstat(fd, &info) == 0 ? Int(info.st_size) : 0
        let capacity = min(max(size + 1, 4096), 1 << 20)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let n = Glibc.read(fd, buffer.baseAddress, capacity)
            if n == 0 { return }
            if n < 0 {
                if errno == EINTR { continue }
                throw SystemError("read", path)
            }
            body(UnsafeRawBufferPointer(rebasing: buffer[..<n]))
        }
    }

    /// Writes beside, syncs, then renames over `path`: a reader sees the old bytes or the new, never half.
    ///
    /// - Parameter durable: also syncs the folder, so that the new name survives a power cut.
    public static func replace(_ path: String, with bytes: [UInt8], durable: Bool = true) throws(SystemError) {
        let beside = path + ".\(getpid()).part"
        let fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard fd >= 0 else { throw SystemError("create", beside) }
        do throws(SystemError) {
            try write(bytes, to: fd, path: beside)
            if durable, fsync(fd) != 0 { throw SystemError("sync", beside) }
        } catch {
            close(fd)
            unlink(beside)
            throw error
        }
        close(fd)
        guard rename(beside, path) == 0 else {
            let error = SystemError("rename", path)
            unlink(beside)
            throw error
        }
        if durable { try syncFolder(parent(of: path)) }
    }

    static func write(_ bytes: [UInt8], to fd: Int32, path: String) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let n = bytes.withUnsafeBytes { Glibc.write(fd, $0.baseAddress.map { $0 + done }, bytes.count - done) }
            if n < 0 {
                if errno == EINTR { continue }
                throw SystemError("write", path)
            }
            done += n
        }
    }

    static func syncFolder(_ path: String) throws(SystemError) {
        let fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard fd >= 0 else { throw SystemError("open", path) }
        defer { close(fd) }
        // Some file systems refuse to sync a folder; the data itself is safe by then.
        if fsync(fd) != 0, errno != EINVAL { throw SystemError("sync", path) }
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes a folder and those above it.
    public static func makeFolders(_ path: String) throws(SystemError) {
        var info = stat()
        if stat(path, &info) == 0 {
            if info.st_mode & S_IFMT == S_IFDIR { return }
            throw SystemError("make folder", path, number: ENOTDIR)
        }
        let above = parent(of: path)
        if above != path, !above.isEmpty { try makeFolders(above) }
        if mkdir(path, 0o755) != 0, errno != EEXIST { throw SystemError("make folder", path) }
    }

    public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
