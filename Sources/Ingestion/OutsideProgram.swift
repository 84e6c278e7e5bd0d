import Facts
import Glibc

/// Runs a program in a process group of its own, bytes in and bytes out, killed at the deadline.
enum OutsideProgram {
    enum Outcome {
        case absent
        case finished(status: Int32, output: [UInt8])
    }

    /// Most output that is taken from a program.
    static let limit = 256 << 20

    /// - Throws: ``DeadlineExceeded``, after the program's group has been killed.
    static func run(_ arguments: [String], input: [UInt8], deadline: Deadline) throws -> Outcome {
        var toChild: [Int32] = [0, 0]
        var fromChild: [Int32] = [0, 0]
        guard pipe(&toChild) == 0 else { return .absent }
        guard pipe(&fromChild) == 0 else {
            close(toChild[0])
            close(toChild[1])
            return .absent
        }
        for side in toChild + fromChild { _ = fcntl(side, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
        posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var argv: [UnsafeMutablePointer<CChar>?] = Self.strings(arguments)
        defer { for pointer in argv { free(pointer) } }
        // the program's own language must not change what it prints
        var environment = Self.strings(["LC_ALL=C.UTF-8", "PATH=/usr/local/bin:/usr/bin:/bin"])
        defer { for pointer in environment { free(pointer) } }
        var child: pid_t = 0
        let spawned = posix_spawnp(&child, arguments[0], &actions, &attributes, &argv, &environment)
        close(toChild[0])
        close(fromChild[1])
        guard spawned == 0 else {
            close(toChild[1])
            close(fromChild[0])
            return .absent
        }
        let output: [UInt8]
        do {
            output = try exchange(input, to: toChild[1], from: fromChild[0], deadline: deadline)
        } catch {
            kill(-child, SIGKILL)
            close(fromChild[0])
            var status: Int32 = 0
            waitpid(child, &status, 0)
            throw error
        }
        close(fromChild[0])
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let exited = status & 0x7F == 0
        return .finished(status: exited ? (status >> 8) & 0xFF : 128 + (status & 0x7F), output: output)
    }

    private static func strings(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
        var pointers: [UnsafeMutablePointer<CChar>?] = []
        for word in words { pointers.append(word.withCString { strdup($0) }) }
        pointers.append(nil)
        return pointers
    }

    /// Feeds and drains both pipes at once, so that neither side waits for the other. Closes `to`.
    private static func exchange(_ input: [UInt8], to: Int32, from: Int32, deadline: Deadline) throws -> [UInt8] {
        _ = fcntl(to, F_SETFL, O_NONBLOCK)
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var sent = 0
        var writing = true
        defer { if writing { close(to) } }
        // a child that closes its input early must not end this program
        var ignored = sigset_t()
        var before = sigset_t()
        sigemptyset(&ignored)
        sigaddset(&ignored, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &ignored, &before)
        defer {
            // take a SIGPIPE that is waiting, else it ends the program as soon as it is let through
            var none = timespec(tv_sec: 0, tv_nsec: 0)
            if sigismember(&before, SIGPIPE) == 0 { sigtimedwait(&ignored, nil, &none) }
            pthread_sigmask(SIG_SETMASK, &before, nil)
        }
        while true {
            try deadline.check()
            if writing, sent == input.count {
                close(to)
                writing = false
            }
            var sides = [pollfd(fd: from, events: Int16(POLLIN), revents: 0)]
            if writing { sides.append(pollfd(fd: to, events: Int16(POLLOUT), revents: 0)) }
            let ready = poll(&sides, nfds_t(sides.count), 50)
            if ready < 0, errno != EINTR { return output }
            if ready <= 0 { continue }
            if writing, sides[1].revents != 0 {
                let n = input.withUnsafeBytes { write(to, $0.baseAddress.map { $0 + sent }, input.count - sent) }
                if n > 0 { sent += n } else if errno != EAGAIN, errno != EINTR { sent = input.count }
            }
            if sides[0].revents != 0 {
                let n = Glibc.read(from, &buffer, buffer.count)
                if n == 0 { return output }
                if n > 0 { output.append(contentsOf: buffer[0..<n]) }
                if output.count > limit { throw DeadlineExceeded() }
            }
        }
    }
}
