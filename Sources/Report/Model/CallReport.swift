/// What one call's packets tell, in the documented shape of the Call Report Stats API.
public struct CallReport: Hashable, Sendable, JSONRepresentable {
    /// The call as a whole.
    public var call: CallSummary
    /// The call's audio on a grid of 5 s aligned to Unix time (network.segment_seconds says if the step had to grow).
    public var segments: [CallSegment]
    /// How the two sides connected.
    public var iceData: ICEData
    /// Everything that the network knows beyond the documented shape.
    public var network: NetworkReport

    public init(call: CallSummary, segments: [CallSegment] = [], iceData: ICEData = ICEData(), network: NetworkReport) {
        self.call = call
        self.segments = segments
        self.iceData = iceData
        self.network = network
    }

    /// `data.logs`: one line for each event of the timeline.
    public var logs: [String] { network.timeline.events.map(\.logLine) }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("data") {
                $0.member("call", call)
                $0.member("segments", segments)
                $0.member("ice_data", iceData)
                $0.member("logs", logs)
                $0.member("network", network)
            }
        }
    }
}
