/// A function that takes any bytes, and what must hold of it whatever they are.
///
/// `.ci/fuzz` runs it with a coverage-guided fuzzer; FuzzingTests runs it over the inputs that once made it fail.
public struct FuzzTarget: Sendable {
    public let name: String
    /// Traps, hangs or throws `Violation` where something is wrong in the product.
    public let run: @Sendable ([UInt8]) throws -> Void

    public static let all: [FuzzTarget] = [
        FuzzTarget(name: "frame", run: fuzzFrame),
        FuzzTarget(name: "stun", run: fuzzSTUN),
        FuzzTarget(name: "dtls", run: fuzzDTLS),
        FuzzTarget(name: "rtp", run: fuzzRTP),
        FuzzTarget(name: "rtcp", run: fuzzRTCP),
        FuzzTarget(name: "sdp", run: fuzzSDP),
        FuzzTarget(name: "sip", run: fuzzSIP),
        FuzzTarget(name: "tcp", run: fuzzTCP),
        FuzzTarget(name: "json", run: fuzzJSON),
        FuzzTarget(name: "capture", run: fuzzCapture),
        FuzzTarget(name: "sequence", run: fuzzSequence),
        FuzzTarget(name: "pipeline", run: fuzzPipeline),
        FuzzTarget(name: "calls", run: fuzzCalls),
        FuzzTarget(name: "dump", run: fuzzDump),
        FuzzTarget(name: "client", run: fuzzClient),
        FuzzTarget(name: "compare", run: fuzzCompare),
    ]

    public static func named(_ name: String) -> FuzzTarget? { all.first { $0.name == name } }
}

/// Something that must hold of every input does not.
struct Violation: Error, CustomStringConvertible {
    let description: String
}

func require(_ condition: Bool, _ what: @autoclosure () -> String) throws(Violation) {
    if !condition { throw Violation(description: what()) }
}
