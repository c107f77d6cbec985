public import Wire

/// A capture in the making: who sends what to whom, and when. Written in any order; the frames come out in time order.
///
/// Times are seconds after `CallScript.start`, as they pass the tap.
public struct CallScript: Sendable {
    /// 2027-01-15 08:00:00 UTC: a multiple of any segment's length.
    public static let start: Int64 = 1_800_000_000

    struct Event: Sendable {
        var time: Timestamp
        var source: Endpoint
        var destination: Endpoint
        var transport: IPProtocol
        var payload: [UInt8]
    }

    /// How a TCP sender cuts its messages: so many in a segment, or a message into so many segments.
    public enum Segmentation: Sendable {
        case messagesInSegment(Int)
        case segmentsInMessage(Int)
    }

    public var segmentation = Segmentation.messagesInSegment(1)
    public var encapsulation = Encapsulation()
    /// What ClientHellos offer in use_srtp.
    public var offeredProfiles: [SRTPProtectionProfile] = [.aeadAES128GCM, .aes128CMSHA1Tag80]
    var events: [Event] = []
    var random: SplitMix
    private var nextID: UInt64 = 1
    /// The next DTLS record's number by sender.
    var recordNumbers: [FiveTuple: UInt64] = [:]
    /// SRTCP's packet index by source (RFC 3711 3.4).
    var controlIndex: [UInt32: UInt32] = [:]

    public init(seed: UInt64 = 1) { random = SplitMix(seed: seed) }

    public static func time(_ seconds: Double) -> Timestamp {
        Timestamp(nanoseconds: start * 1_000_000_000 + Int64((seconds * 1e9).rounded()))
    }

    /// Puts a message on its way.
    public mutating func send(_ message: [UInt8], over route: Route, at time: Double) {
        for (index, leg) in ([route] + route.onward).enumerated() {
            events.append(
                Event(
                    time: Self.time(time + 0.001 * Double(index)), source: leg.source, destination: leg.destination,
                    transport: leg.transport, payload: leg.wrap(message, id: freshID())))
        }
    }

    mutating func freshID() -> STUNTransactionID {
        nextID += 1
        return STUNTransactionID(7, nextID)
    }

    /// Takes away what the capture is not to hold.
    public mutating func remove(where isGone: (_ time: Double, _ source: Endpoint, _ destination: Endpoint) -> Bool) {
        events.removeAll { event in
            isGone(
                Double(event.time.nanoseconds - Self.start * 1_000_000_000) / 1e9, event.source, event.destination)
        }
    }

    public mutating func append(_ other: CallScript) { events += other.events }

    /// The capture, in time order.
    public var capture: Capture {
        var tcp: [FiveTuple: TCPSender] = [:]
        var frames: [Capture.Frame] = []
        func add(_ event: Event, _ segment: [UInt8]) {
            let bytes = encapsulation.frame(event.source, event.destination, event.transport, segment)
            frames.append(Capture.Frame(time: event.time, linkType: encapsulation.linkType, bytes: bytes))
        }
        let ordered = events.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
        for event in ordered.map(\.element) {
            guard event.transport == .tcp else {
                var datagram: [UInt8] = []
                UDPHeader(
                    sourcePort: event.source.port, destinationPort: event.destination.port,
                    totalLength: UInt16(UDPHeader.length + event.payload.count)
                ).serialize(into: &datagram)
                add(event, datagram + event.payload)
                continue
            }
            let flow = FiveTuple(source: event.source, destination: event.destination, transport: .tcp)
            let segments = tcp[flow, default: TCPSender(flow)].take(event.payload, segmentation)
            for segment in segments { add(event, segment) }
        }
        // What a sender still held back for a fuller segment goes with the last frame's time.
        for (flow, sender) in tcp.sorted(by: { $0.key.source < $1.key.source }) {
            guard let last = ordered.last?.element, let rest = sender.rest else { continue }
            let event = Event(
                time: last.time, source: flow.source, destination: flow.destination, transport: .tcp, payload: [])
            add(event, rest)
        }
        return Capture(frames: frames)
    }
}
