#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// What libFuzzer calls; `.ci/fuzz` alone links it. FUZZ_TARGET names the target.

private let chosen: FuzzTarget = {
    let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    guard let target = FuzzTarget.named(name) else {
        fatalError("FUZZ_TARGET is none of: \(FuzzTarget.all.map(\.name).joined(separator: " "))")
    }
    return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func runFuzzTarget(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    do {
        // A copy of its own, which the address sanitizer fences.
        try chosen.run(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    } catch {
        fatalError("\(error)")
    }
    return 0
}

/// Names of the targets, for the script.
@_cdecl("LLVMFuzzerInitialize")
public func beginFuzzing(_: UnsafeMutableRawPointer?, _: UnsafeMutableRawPointer?) -> Int32 {
    guard unsafe getenv("FUZZ_TARGET") == nil else { return 0 }
    for target in FuzzTarget.all { print(target.name) }
    exit(0)
}
