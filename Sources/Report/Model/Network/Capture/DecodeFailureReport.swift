/// Packets that could not be read, for one layer and reason.
public struct DecodeFailureReport: Hashable, Sendable, JSONRepresentable {
    /// Protocol that was being read.
    public var layer: String
    /// truncatedCapture, malformed or unsupported.
    public var reason: String
    /// How many.
    public var packets: Int
    /// The first of them.
    public var firstFrame: UInt64?

    public init(layer: String, reason: String, packets: Int, firstFrame: UInt64? = nil) {
        self.layer = layer
        self.reason = reason
        self.packets = packets
        self.firstFrame = firstFrame
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("layer", layer)
            $0.member("reason", reason)
            $0.member("packets", packets)
            $0.member("first_frame", firstFrame)
        }
    }
}
