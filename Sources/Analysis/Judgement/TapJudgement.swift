import ICE
import Report
import Wire

/// Where on the call's path the capture was taken, and by what evidence.
struct TapJudgement {
    private(set) var place: ReportedTapPlace?
    private(set) var evidence: [String] = []
    private(set) var confidence: ReportedConfidence?
    /// Why `place` is nil.
    private(set) var missing: String? = "not judged"
    /// Checks of one side alone were seen.
    private var isOneHalf = false

    /// A half no longer than this may be nothing but an end's own computing.
    private static let nothing: Int64 = 1_000_000
    /// Halves shorter than this are too close together for either to say where the tap stands, ns.
    private static let something: Int64 = 5_000_000
    /// Answers within this time come from beside the tap.
    private static let atOnce: Int64 = 500_000

    init() {}

    init(_ call: CallJudgement) {
        missing = nil
        if let server = Self.relayWithBothLegs(call) {
            place = .relay
            confidence = .high
            evidence = ["both legs of what \(server) relays pass the tap"]
            return
        }
        let hops = hopLimits(call)
        let halves = halves(call)
        guard let found = hops ?? halves else {
            missing =
                evidence.isEmpty ? "neither end's packets tell how far away it is" : "the evidence fits several places"
            return
        }
        if let hops, let halves, hops != halves {
            missing = "hop limits and round trips contradict each other"
            return
        }
        place = found
        confidence = hops != nil && halves != nil ? .high : hops == nil && isOneHalf ? .low : .medium
    }

    private static func relayWithBothLegs(_ call: CallJudgement) -> Endpoint? {
        var legs: [EndpointPair: Set<ICEPath.Relay?>] = [:]
        for path in call.facts.paths { legs[path.pair, default: []].insert(path.relay) }
        let both = legs.filter { $0.value.count > 1 }.min { $0.key < $1.key }
        return both?.value.compactMap { $0?.server }.min()
    }

    /// Systems send with 64, 128 or 255, and each router takes one away (RFC 791 3.2, RFC 8200 3).
    private mutating func hopLimits(_ call: CallJudgement) -> ReportedTapPlace? {
        var limits: [CallSide: Set<UInt8>] = [:]
        for index in call.facts.paths.indices {
            let path = call.facts.paths[index]
            // What a TURN server sends in its client's place has the server's hop limit.
            guard path.relay == nil, path.checks.serverClient == nil else { continue }
            for isForward in [true, false] {
                guard let limit = path[isForward: isForward].timeToLive, limit > 0 else { continue }
                limits[call.side(onPath: index, isForward: isForward), default: []].insert(limit)
            }
        }
        guard let client = limits[.client], let farEnd = limits[.farEnd] else { return nil }
        let whole: Set<UInt8> = [64, 128, 255]
        func text(_ values: Set<UInt8>) -> String { values.sorted().map { "\($0)" }.joined(separator: ", ") }
        evidence.append("time to live: \(text(client)) from the client, \(text(farEnd)) from the far end")
        switch (client.isSubset(of: whole), farEnd.isSubset(of: whole)) {
        case (true, false): return .client
        case (false, true): return .farEnd
        case (false, false): return .between
        case (true, true): return nil
        }
    }

    private mutating func halves(_ call: CallJudgement) -> ReportedTapPlace? {
        let checks = call.checkMeasurements
        let near = checks.first { $0.span == .clientToTap }?.series.minimum
        let far = checks.first { $0.span == .tapToFarEnd }?.series.minimum
        for (name, half) in [("client", near), ("far end", far)] {
            guard let half else { continue }
            evidence.append("the \(name) answers checks within \(Self.text(half)) at best")
        }
        guard let near, let far else {
            isOneHalf = true
            return half(near: near, far: far)
        }
        let (less, more) = (min(near, far), max(near, far))
        guard more >= Self.something else {
            evidence.append("both ends answer too soon to tell which one is beside the tap")
            return nil
        }
        if less <= Self.nothing { return near < far ? .client : .farEnd }
        return less >= Self.something ? .between : nil
    }

    /// With one half unseen: an end that answers at once is beside the tap.
    private func half(near: Int64?, far: Int64?) -> ReportedTapPlace? {
        if let near, near <= Self.atOnce { return .client }
        if let far, far <= Self.atOnce { return .farEnd }
        return nil
    }

    private static func text(_ nanoseconds: Int64) -> String {
        let microseconds = nanoseconds / 1000
        let (whole, rest) = microseconds.quotientAndRemainder(dividingBy: 1000)
        return whole == 0 ? "\(microseconds) us" : "\(whole).\(rest / 100) ms"
    }
}
