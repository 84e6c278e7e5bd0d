import CLibZip
import Diagnostics

/// The parts of a zip file in memory, each read whole under a limit.
///
/// What a file says of its own sizes is not believed: a part is cut off where its real bytes pass the limit.
final class ZipContainer {
    struct Limits: Sendable {
        /// Parts that a file may hold.
        var parts = 20_000
        /// Bytes of one unpacked part.
        var part = 400 << 20
        /// Bytes of all parts read from one file.
        var total = 800 << 20
    }

    private let name: String
    private let limits: Limits
    private let archive: OpaquePointer
    private let copy: UnsafeMutableRawPointer
    private var left: Int

    /// - Throws: ``Diagnostic`` `spreadsheet.damaged` for what is no zip file.
    init(_ bytes: [UInt8], name: String, limits: Limits = Limits()) throws {
        self.name = name
        self.limits = limits
        left = limits.total
        // libzip reads from memory that it does not own; it has to outlive the archive
        let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 16)
        bytes.withUnsafeBytes { copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: bytes.count) }
        self.copy = copy
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(copy, UInt64(bytes.count), 0, &error) else {
            copy.deallocate()
            throw Self.damaged(name, "no memory")
        }
        guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
            let reason = String(cString: zip_error_strerror(&error))
            zip_source_free(source)
            copy.deallocate()
            throw Self.damaged(name, reason.lowercased())
        }
        self.archive = archive
        guard zip_get_num_entries(archive, 0) <= Int64(limits.parts) else {
            // a failed initialiser of a class runs `deinit` once every property is set
            throw Self.tooLarge(name, "it holds more than \(limits.parts) parts")
        }
    }

    deinit {
        zip_discard(archive)
        copy.deallocate()
    }

    func holds(_ part: String) -> Bool { zip_name_locate(archive, part, 0) >= 0 }

    /// - Returns: the bytes of a part, `nil` where the file has none of that name.
    /// - Throws: ``Diagnostic`` `spreadsheet.too-large`, `spreadsheet.locked`, `spreadsheet.damaged`.
    func bytes(of part: String) throws -> [UInt8]? {
        let index = zip_name_locate(archive, part, 0)
        guard index >= 0 else { return nil }
        guard let file = zip_fopen_index(archive, UInt64(index), 0) else {
            let error = zip_get_error(archive)
            if zip_error_code_zip(error) == Int32(ZIP_ER_NOPASSWD) { throw Self.locked(name) }
            throw Self.damaged(name, "\(part): " + String(cString: zip_error_strerror(error)).lowercased())
        }
        defer { zip_fclose(file) }
        let most = min(limits.part, left)
        var all: [UInt8] = []
        let size = 1 << 18
        while true {
            var count: Int64 = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
                count = zip_fread(file, buffer.baseAddress, UInt64(size))
                filled = max(0, Int(count))
            }
            if count < 0 {
                throw Self.damaged(name, "\(part): " + String(cString: zip_file_strerror(file)).lowercased())
            }
            if count == 0 { break }
            guard all.count + chunk.count <= most else {
                throw Self.tooLarge(name, "`\(part)` unpacks to more than \(most >> 20) MB")
            }
            all += chunk
        }
        left -= all.count
        return all
    }

    static func damaged(_ name: String, _ reason: String) -> Diagnostic {
        Diagnostic(
            code: "spreadsheet.damaged", "`\(name)` is no readable workbook: \(reason)",
            help: "open it in a spreadsheet program and save it again as .xlsx")
    }

    static func tooLarge(_ name: String, _ reason: String) -> Diagnostic {
        Diagnostic(
            code: "spreadsheet.too-large", "`\(name)` is larger than is read: \(reason)",
            help: "save the sheet that is needed into a workbook of its own")
    }

    static func locked(_ name: String) -> Diagnostic {
        Diagnostic(
            code: "spreadsheet.locked", "`\(name)` is protected by a password",
            help: "open it, remove the password for opening, and save it as .xlsx")
    }
}
