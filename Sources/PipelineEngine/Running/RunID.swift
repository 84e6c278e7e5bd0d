import Glibc

/// Names of runs: UTC time to the second, then four hexadecimal digits; they sort by time.
public enum RunID {
    /// `20260301T043000Z-1a2b`.
    public static func make(at seconds: Int = Int(time(nil)), salt: UInt16 = .random(in: 0 ... .max)) -> String {
        let digits = Array("0123456789abcdef")
        let tail = [12, 8, 4, 0].map { digits[Int((salt >> UInt16($0)) & 15)] }
        return UTC.compact(seconds) + "-" + String(tail)
    }
}

/// Moments as text, always UTC.
public enum UTC {
    /// `2026-03-01T04:30:00Z`.
    public static func text(_ seconds: Int = Int(time(nil))) -> String {
        let p = parts(seconds)
        return "\(pad(p.0, 4))-\(pad(p.1))-\(pad(p.2))T\(pad(p.3)):\(pad(p.4)):\(pad(p.5))Z"
    }

    /// `20260301T043000Z`.
    static func compact(_ seconds: Int) -> String {
        let p = parts(seconds)
        return "\(pad(p.0, 4))\(pad(p.1))\(pad(p.2))T\(pad(p.3))\(pad(p.4))\(pad(p.5))Z"
    }

    private static func parts(_ seconds: Int) -> (Int, Int, Int, Int, Int, Int) {
        var moment = time_t(seconds)
        var t = tm()
        gmtime_r(&moment, &t)
        return (Int(t.tm_year) + 1900, Int(t.tm_mon) + 1, Int(t.tm_mday), Int(t.tm_hour), Int(t.tm_min), Int(t.tm_sec))
    }

    private static func pad(_ n: Int, _ width: Int = 2) -> String {
        let text = String(n)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
