#if canImport(Glibc)
    import CLinux
    import Glibc
#else
    import Darwin
#endif

/// Giving up what only opening an interface needs. Before any thread is started: Linux keeps capabilities by thread.
enum Rights {
    /// Whom to go on as.
    struct User: Equatable {
        var name: String
        var id: uid_t
        var group: gid_t
    }

    /// The user that is asked for; else whoever called sudo, else `callwitness` or `nobody`.
    ///
    /// - Returns: nil where this process is no root and has no choice.
    static func user(named name: String?) throws -> User? {
        guard geteuid() == 0 else {
            guard let name, let own = lookUp(name) else { return nil }
            guard own.id == geteuid() else {
                throw CommandFailure("Only root can go on as another user: leave --user \(name) away.", .permission)
            }
            return nil
        }
        if let name {
            guard let user = lookUp(name) else { throw CommandFailure("There is no user \(name), as --user asks for.") }
            return user
        }
        if let caller = variable("SUDO_UID").flatMap({ uid_t($0) }),
            let group = variable("SUDO_GID").flatMap({ gid_t($0) }),
            caller != 0
        {
            return User(name: variable("SUDO_USER") ?? "\(caller)", id: caller, group: group)
        }
        guard let user = lookUp("callwitness") ?? lookUp("nobody") else {
            throw CommandFailure("There is no user 'nobody' to go on as: name another with --user.")
        }
        return user
    }

    /// Goes on as that user, without capabilities and without a way to get any, to open a socket or to start a program.
    static func drop(to user: User?) throws {
        #if canImport(Glibc)
            if geteuid() == 0 { clinux_drop_bounding_set() }
        #endif
        if let user, user.id != geteuid() || user.group != getegid() {
            var groups = [user.group]
            guard unsafe setgroups(1, &groups) == 0, setgid(user.group) == 0, setuid(user.id) == 0 else {
                throw CommandFailure("The rights cannot be given up: \(systemReason(errno)).", .permission)
            }
            guard user.id == 0 || setuid(0) != 0 else {
                throw CommandFailure("The rights cannot be given up for good.", .permission)
            }
        }
        #if canImport(Glibc)
            for drop in [
                clinux_drop_capabilities, clinux_no_new_privileges, clinux_forbid_sockets_and_programs,
            ] {
                let code = drop()
                // A kernel without seccomp has nothing to forbid it with.
                guard code == 0 || code == EINVAL else {
                    throw CommandFailure("The rights cannot be given up: \(systemReason(code)).", .permission)
                }
            }
        #endif
    }

    /// Hands a directory that was made for the user to it.
    static func give(_ path: String, to user: User?) {
        if let user, user.id != geteuid() { _ = unsafe chown(path, user.id, user.group) }
    }

    /// - Parameter option: what needs it.
    static func requireWritableDirectory(_ path: String, _ option: String) throws {
        guard unsafe access(path, W_OK | X_OK) != 0 else { return }
        let code = errno
        let who = unsafe getpwuid(geteuid()).map { unsafe String(cString: $0.pointee.pw_name) } ?? "user \(geteuid())"
        guard code == EACCES else { throw OutputFile.failure(path, code) }
        throw CommandFailure(
            "\(path) cannot be written by \(who), who the capture goes on as: give the directory of \(option) to \(who), or "
                + "name another user with --user.", .permission)
    }

    private static func lookUp(_ name: String) -> User? {
        guard let entry = unsafe getpwnam(name) else { return nil }
        return unsafe User(name: name, id: entry.pointee.pw_uid, group: entry.pointee.pw_gid)
    }

    private static func variable(_ name: String) -> String? { unsafe getenv(name).map { unsafe String(cString: $0) } }
}
