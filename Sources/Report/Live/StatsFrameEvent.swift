/// `telnyx.stats.frame` of one call and interval, as the client's own fires, from what passed the tap.
public struct StatsFrameEvent: Hashable, Sendable, JSONRepresentable {
    public var callID: String
    /// Counters are cumulative; the rest is the interval's.
    public var data: CallSegment
    /// What the capture itself lost meanwhile: with any of it the interval's packetLoss is null, as nobody knows whose it is.
    public var capture: CaptureDropCounts

    public init(callID: String, data: CallSegment, capture: CaptureDropCounts = CaptureDropCounts()) {
        self.callID = callID
        self.data = data
        self.capture = capture
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("event", "telnyx.stats.frame")
            $0.member("call_id", callID)
            $0.member("data") {
                $0.member("rtt", data.rttMilliseconds, decimals: 3)
                $0.member("jitter", data.jitterMilliseconds, decimals: 3)
                $0.member("packetLoss", capture.isNone ? data.packetLossPercent : nil, decimals: 3)
                $0.member("bytesSent", data.bytesSent)
                $0.member("bytesReceived", data.bytesReceived)
                $0.member("packetsSent", data.packetsSent)
                $0.member("packetsReceived", data.packetsReceived)
                $0.member("packetsLost", data.packetsLost)
                $0.member("audioLevel", data.audioLevel, decimals: 6)
                $0.member("timestamp", data.timestamp)
            }
            $0.member("capture", capture)
        }
    }
}

/// Packets that a capture lost in an interval.
public struct CaptureDropCounts: Hashable, Sendable, JSONRepresentable {
    /// The kernel's ring had no room.
    public var byKernel: UInt64
    public var byInterface: UInt64

    public init(byKernel: UInt64 = 0, byInterface: UInt64 = 0) {
        self.byKernel = byKernel
        self.byInterface = byInterface
    }

    public var isNone: Bool { byKernel == 0 && byInterface == 0 }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("droppedByKernel", byKernel)
            $0.member("droppedByInterface", byInterface)
        }
    }
}
