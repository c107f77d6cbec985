/// Handshake datagrams of one side that seem to be lost for their size, while shorter ones pass.
public struct DTLSSizeLossReport: Hashable, Sendable, JSONRepresentable {
    /// Who sends them.
    public var sender: CallSide
    /// How it shows.
    public var basis: ReportedSizeLossBasis
    /// The longest datagram that passed: to this tap (missing-part), or to the other side, which answered it
    /// (unanswered). UDP payload in bytes.
    public var longestPassedBytes: Int
    /// The shortest that did not: at least so long (missing-part), or the shortest that was never answered (unanswered).
    /// UDP payload in bytes.
    public var shortestLostBytes: Int
    /// Times that it was sent, as far as this capture tells.
    public var transmissions: Int
    /// Packets that show it.
    public var frames: [UInt64]

    public init(
        sender: CallSide, basis: ReportedSizeLossBasis, longestPassedBytes: Int, shortestLostBytes: Int,
        transmissions: Int, frames: [UInt64] = []
    ) {
        self.sender = sender
        self.basis = basis
        self.longestPassedBytes = longestPassedBytes
        self.shortestLostBytes = shortestLostBytes
        self.transmissions = transmissions
        self.frames = frames
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("from", sender)
            $0.member("basis", basis)
            $0.member("longest_passed_bytes", longestPassedBytes)
            $0.member("shortest_lost_bytes", shortestLostBytes)
            $0.member("transmissions", transmissions)
            $0.member("frames", frames)
        }
    }
}
