import Diagnostics
import Foundation
import PipelineEngine

/// Reads whole files, with an error that says what to do.
enum InputFile {
    /// - Parameter path: a path, or `-` for standard input.
    /// - Throws: ``CommandFailure`` 66 where there is nothing, 77 where it may not be read, 65 for a folder.
    static func bytes(of path: String) throws -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { if path != "-" { close(descriptor) } }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw failure(path, errno) }
        if info.st_mode & S_IFMT == S_IFDIR { throw failure(path, EISDIR) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(max(0, Int(info.st_size)) + 1)
        while let chunk = try chunk(from: descriptor, path: path) { bytes.append(contentsOf: chunk) }
        return bytes
    }

    /// Calls `body` with the input piece by piece, for inputs larger than memory.
    static func forEachChunk(of path: String, _ body: ([UInt8]) throws -> Void) throws {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { if path != "-" { close(descriptor) } }
        while let chunk = try chunk(from: descriptor, path: path) { try body(chunk) }
    }

    private static func chunk(from descriptor: Int32, path: String) throws -> [UInt8]? {
        let size = 1 << 18
        while true {
            var count = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
                count = read(descriptor, buffer.baseAddress, size)
                filled = max(0, count)
            }
            if count > 0 { return chunk }
            if count == 0 { return nil }
            if errno != EINTR { throw failure(path, errno) }
        }
    }

    private static func failure(_ path: String, _ error: Int32) -> CommandFailure {
        let reason = String(cString: strerror(error)).lowercased()
        switch error {
        case ENOENT, ENOTDIR:
            return CommandFailure(.noInput, code: "input.missing", "there is no file `\(path)`", help: "check the path; `-` reads standard input")
        case EACCES, EPERM:
            return CommandFailure(
                .noPermission, code: "input.permission", "`\(path)` may not be read: \(reason)",
                help: "make the file readable for this user")
        case EISDIR:
            return CommandFailure(
                .dataError, code: "input.folder", "`\(path)` is a folder",
                help: "name its files (`\(path)/*.txt`), or make the folder a source of a pipeline and use `assay run`")
        default:
            return CommandFailure(
                .dataError, code: "input.unreadable", "cannot read `\(path)`: \(reason)", help: "look at the disk or the file's owner")
        }
    }
}
