import Diagnostics
import Glibc

/// Which report folders go: `gc`.
///
/// Kept are the published one, what is needed (by `diff`, say), the newest `keepLast`, and everything
/// younger than `keep`. Only folders named like runs are looked at.
public struct RetentionPlan: Sendable, Hashable {
    public struct Folder: Sendable, Hashable {
        public let run: String
        public let path: String
        public let bytes: Int
        /// Why it stays; `nil`: it goes.
        public let kept: String?
    }

    /// Newest first.
    public let folders: [Folder]

    public var removed: [Folder] { folders.filter { $0.kept == nil } }

    /// Looks, and removes nothing.
    ///
    /// - Parameters:
    ///   - folder: `Reports/<pipeline>`.
    ///   - now: seconds since 1970.
    ///   - maxBytes: older folders go, oldest first, until the rest fits; what must stay stays.
    public static func make(
        folder: String, retention: Retention, now: Int = Int(time(nil)), needed: Set<String> = [], maxBytes: Int? = nil
    ) throws(SystemError) -> RetentionPlan {
        guard FileBytes.exists(folder) else { return RetentionPlan(folders: []) }
        let published = Folders.link(folder + "/latest")
        var runs: [(String, Int)] = []
        for name in try Folders.names(in: folder) where Folders.isFolder(folder + "/" + name) {
            if let made = RunID.seconds(of: name) { runs.append((name, made)) }
        }
        runs.sort { $0.0 > $1.0 }
        var out: [Folder] = []
        var total = 0
        for (i, (run, made)) in runs.enumerated() {
            let path = folder + "/" + run
            let bytes = Folders.size(path)
            var kept: String?
            if run == published {
                kept = "published"
            } else if needed.contains(run) {
                kept = "needed"
            } else if maxBytes.map({ total + bytes <= $0 }) ?? true {
                if i < retention.keepLast {
                    kept = "among the last \(retention.keepLast)"
                } else if (now - made) * 1000 <= retention.keepMilliseconds {
                    kept = "younger than \(ConfigScalar.duration(retention.keepMilliseconds))"
                }
            }
            if kept != nil { total += bytes }
            out.append(Folder(run: run, path: path, bytes: bytes, kept: kept))
        }
        return RetentionPlan(folders: out)
    }

    /// Removes what goes. Each folder is first renamed out of sight, so that no reader meets half of it.
    public func apply() throws(SystemError) {
        for folder in removed {
            let aside = FileBytes.parent(of: folder.path) + "/.staging-removed-" + folder.run
            guard rename(folder.path, aside) == 0 else { throw SystemError("rename", folder.path) }
            try Folders.remove(aside)
        }
    }
}

extension RunID {
    /// Seconds since 1970 of a run's name; `nil` for any other name.
    public static func seconds(of run: String) -> Int? {
        let text = Array(run.utf8)
        guard text.count >= 16, text[8] == 0x54, text[15] == 0x5A, text.count == 16 || text[16] == 0x2D else {
            return nil
        }
        func number(_ range: Range<Int>) -> Int? { Int(String(decoding: text[range], as: UTF8.self)) }
        guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8), let hour = number(9..<11),
            let minute = number(11..<13), let second = number(13..<15)
        else { return nil }
        var t = tm()
        t.tm_year = Int32(year - 1900)
        t.tm_mon = Int32(month - 1)
        t.tm_mday = Int32(day)
        t.tm_hour = Int32(hour)
        t.tm_min = Int32(minute)
        t.tm_sec = Int32(second)
        return Int(timegm(&t))
    }
}
