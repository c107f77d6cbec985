public import Wire

/// All that one SSRC sent in RTCP in one direction of a path.
public struct RTCPParticipant: Equatable, Sendable {
    /// Its goodbye (RFC 3550 6.6).
    public struct Departure: Equatable, Sendable {
        public var time: Timestamp
        public var frame: UInt64
        /// Empty without one.
        public var reason: [UInt8]
    }

    /// A voice receiver's own metrics of a source (RFC 3611 4.7).
    public struct VoIPMetrics: Equatable, Sendable {
        public var last: RTCPVoIPMetrics
        public var count: Int
        public var time: Timestamp
        public var frame: UInt64
    }

    /// Sources of which its reports are kept one by one.
    public static let sourceCapacity = 8

    public var ssrc: SSRC
    public internal(set) var packets = 0
    public internal(set) var firstTime: Timestamp
    public internal(set) var firstFrame: UInt64
    public internal(set) var lastTime: Timestamp
    public internal(set) var lastFrame: UInt64
    public internal(set) var sent = SenderReports()
    public internal(set) var receptions: [ReceptionReports] = []
    public internal(set) var metrics: [VoIPMetrics] = []
    public internal(set) var feedback = RTCPFeedbackCounts()
    /// UTF-8 by specification, anything in practice; nil until it was named.
    public internal(set) var canonicalName: [UInt8]?
    public internal(set) var departure: Departure?
    /// Report blocks of sources that found no room.
    public internal(set) var overflow = 0

    init(ssrc: SSRC, time: Timestamp, frame: UInt64) {
        self.ssrc = ssrc
        (firstTime, lastTime) = (time, time)
        (firstFrame, lastFrame) = (frame, frame)
    }

    mutating func count(at time: Timestamp, frame: UInt64) {
        packets += 1
        lastTime = max(lastTime, time)
        lastFrame = max(lastFrame, frame)
    }

    mutating func observe(_ block: RTCPReportBlock, at time: Timestamp, frame: UInt64, tap: StreamState?) {
        guard let index = reception(of: SSRC(rawValue: block.ssrc)) else {
            overflow += 1
            return
        }
        receptions[index].observe(block, at: time, frame: frame, tap: tap)
    }

    private mutating func reception(of source: SSRC) -> Int? {
        if let index = receptions.firstIndex(where: { $0.source == source }) { return index }
        guard receptions.count < Self.sourceCapacity else { return nil }
        receptions.append(ReceptionReports(source: source))
        return receptions.count - 1
    }

    mutating func observe(_ report: RTCPVoIPMetrics, at time: Timestamp, frame: UInt64) {
        append(VoIPMetrics(last: report, count: 1, time: time, frame: frame))
    }

    private mutating func append(_ later: VoIPMetrics) {
        if let index = metrics.firstIndex(where: { $0.last.ssrc == later.last.ssrc }) {
            let count = metrics[index].count + later.count
            metrics[index] = later
            metrics[index].count = count
        } else if metrics.count < Self.sourceCapacity {
            metrics.append(later)
        } else {
            overflow += 1
        }
    }

    /// Adds what a later piece saw of it.
    mutating func append(_ later: RTCPParticipant) {
        packets += later.packets
        lastTime = max(lastTime, later.lastTime)
        lastFrame = max(lastFrame, later.lastFrame)
        sent.append(later.sent)
        for reports in later.receptions {
            if let index = reception(of: reports.source) {
                receptions[index].append(reports)
            } else {
                overflow += reports.count
            }
        }
        for report in later.metrics { append(report) }
        feedback.append(later.feedback)
        canonicalName = canonicalName ?? later.canonicalName
        departure = departure ?? later.departure
        overflow += later.overflow
    }
}

extension RTCPParticipant {
    var heapBytes: Int {
        var sum =
            receptions.heapBytes + metrics.heapBytes + sent.series.entries.heapBytes
            + (canonicalName?.heapBytes ?? 0) + (departure?.reason.heapBytes ?? 0)
        for index in receptions.indices { sum += receptions[index].series.entries.heapBytes }
        return sum
    }
}
