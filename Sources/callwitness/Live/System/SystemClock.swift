import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The two clocks that a live capture goes by.
enum SystemClock {
    /// That of the kernel's time stamps; it can be set.
    static var wall: Timestamp { Timestamp(nanoseconds: nanoseconds(CLOCK_REALTIME)) }
    /// One that only goes on, in ns.
    static var monotonic: Int64 { nanoseconds(CLOCK_MONOTONIC) }

    private static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        _ = unsafe clock_gettime(clock, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}
