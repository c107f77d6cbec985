import ArgumentParser

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How many captures are read at the same time.
struct JobOptions: ParsableArguments {
    /// Threads beyond this only wait for one another.
    private static let most = 1024

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "With --each: read so many captures at the same time, each on a core of its own; 0 is one for each core. The "
                + "output is the same, in the same order.", valueName: "count"))
    var jobs = 1

    func validate() throws {
        guard (0...Self.most).contains(jobs) else {
            throw ValidationError("--jobs takes 1 to \(Self.most), or 0 for the number of cores, not \(jobs).")
        }
    }

    /// - Throws: where `input` is one capture, which is read from its beginning to its end.
    func count(for input: CaptureInputOptions) throws -> Int {
        guard jobs == 1 || input.each else {
            throw ValidationError("--jobs reads captures of their own at the same time: it needs --each.")
        }
        return jobs == 0 ? min(max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1), Self.most) : jobs
    }
}
