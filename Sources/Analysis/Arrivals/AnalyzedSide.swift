public import Report

/// A call with one of its sides as the client: "sent" is what that side sends.
public struct AnalyzedSide: Sendable {
    public var report: CallReport
    public var streams: [StreamArrivals]
    /// DTLS and RTCP between the two sides, as getStats counts them for transports, in order of time.
    public var datagrams: [DatagramArrival]
    /// The ways that both took.
    public var ways: [Way]

    /// Two addresses, as they stand at the tap.
    public struct Way: Hashable, Sendable {
        public var local: TransportAddress
        public var remote: TransportAddress
    }

    public init(report: CallReport, streams: [StreamArrivals], datagrams: [DatagramArrival], ways: [Way]) {
        self.report = report
        self.streams = streams
        self.datagrams = datagrams
        self.ways = ways
    }
}
