import ICE
import Media
import Report
import Testing
import Wire

@testable import Analysis

/// What session descriptions say goes before what the packets hint at.
@Suite("Streams with a session description")
struct StreamJudgementTests {
    private func stream(
        _ ssrc: UInt32, type: UInt8, from start: Double, count: Int, timestamp: UInt32, extensionID: UInt8 = 0
    )
        -> CallFacts.Stream
    {
        let packets = (0..<count).map { index in
            let header = RTPHeader(
                payloadType: PayloadType(rawValue: type), sequenceNumber: UInt16(index),
                timestamp: timestamp &+ UInt32(index) * 3000, ssrc: SSRC(rawValue: ssrc))
            var elements = RTPSingleByteElements()
            if extensionID > 0 { elements.first = .init(id: extensionID, value: 48) }
            return RTPArrival(
                header: header, length: 200, fingerprint: UInt32(index), origin: 1,
                time: Timestamp(nanoseconds: Int64((start + Double(index) / 30) * 1e9)), frame: UInt64(index + 1),
                elements: elements)
        }
        var tracker = StreamTracker(first: packets[0], ssrc: SSRC(rawValue: ssrc), clock: nil)
        for packet in packets { tracker.observe(packet) }
        tracker.inferClock(isFinal: true)
        return CallFacts.Stream(isForward: true, tracker: tracker)
    }

    private func streams(_ streams: [CallFacts.Stream], _ signalled: [UInt32: SignalledStream]) -> [CallStream] {
        let (lower, upper) = (Endpoint(IPAddress(ipv4: 1), 1000), Endpoint(IPAddress(ipv4: 2), 2000))
        let moment = Moment(Timestamp(nanoseconds: 0), frame: 1)
        let path = CallFacts.PathFacts(
            pair: EndpointPair(lower, upper), transport: .udp, forward: Path.Direction(), backward: Path.Direction(),
            checks: PairFacts(), handshake: DTLSAssociationTracker(), control: RTCPTracker(), handshakeIsCut: false,
            streams: streams,
            first: moment, last: moment)
        let facts = CallFacts(
            paths: [path], sharedEndpoints: [], signalled: SignalledMedia(), relatedIDs: [], tlsConnections: [],
            first: moment, last: moment)
        return CallStream.streams(of: facts, sender: { _ in 0 }, signalled: { signalled[$0.ssrc.rawValue] })
    }

    private let video = (ssrc: UInt32(0x44), timestamp: UInt32(8_000_000))

    @Test("A retransmission's primary by its group, whatever the timestamps; none where the codec is another")
    func retransmission() throws {
        let primary = stream(video.ssrc, type: 96, from: 1, count: 100, timestamp: video.timestamp)
        let fitting = stream(0x55, type: 97, from: 1.1, count: 20, timestamp: video.timestamp)
        let other = stream(0x66, type: 98, from: 1.1, count: 20, timestamp: 3_000_000_000)
        func kinds(_ signalled: [UInt32: SignalledStream]) -> [SSRC: SSRC?] {
            var found: [SSRC: SSRC?] = [:]
            for stream in streams([primary, fitting, other], signalled) where stream.retransmission != nil {
                found[stream.ssrc] = stream.primary
            }
            return found
        }
        let (primarySSRC, fittingSSRC, otherSSRC) = (SSRC(rawValue: 0x44), SSRC(rawValue: 0x55), SSRC(rawValue: 0x66))
        #expect(kinds([:]) == [fittingSSRC: primarySSRC])
        var signalled = SignalledStream()
        signalled.primary = primarySSRC
        #expect(kinds([0x66: signalled]) == [fittingSSRC: primarySSRC, otherSSRC: primarySSRC])
        signalled = SignalledStream()
        signalled.codecs[PayloadType(rawValue: 97)] = .init(name: "VP9", clockRate: ClockRate(rawValue: 90_000))
        #expect(kinds([0x55: signalled]) == [:])
    }

    @Test("Codec names and clocks, FEC, from the description")
    func codecs() throws {
        var signalled = SignalledStream()
        signalled.codecs = [
            PayloadType(rawValue: 96): .init(name: "red", clockRate: ClockRate(rawValue: 90_000)),
            PayloadType(rawValue: 98): .init(name: "flexfec-03", clockRate: ClockRate(rawValue: 90_000)),
        ]
        let found = streams(
            [
                stream(video.ssrc, type: 96, from: 1, count: 100, timestamp: video.timestamp),
                stream(0x66, type: 98, from: 1.1, count: 50, timestamp: video.timestamp),
            ], [0x44: signalled, 0x66: signalled])
        #expect(found.map(\.kind) == [.video, .forwardErrorCorrection])
        let types = found.map { PayloadTypeJudgement($0.figures.payloadTypes[0], of: $0) }
        #expect(types.map(\.codec) == ["red", "flexfec-03"] && types.map(\.clock?.source) == [.sdp, .sdp])
    }

    @Test("The audio level's id: the one described, or none")
    func audioLevel() {
        let figures = StreamFigures(
            stream(0x11, type: 111, from: 1, count: 100, timestamp: 1, extensionID: 7).tracker)
        #expect(AudioLevelJudgement(figures, signalledID: nil) == nil)
        #expect(AudioLevelJudgement(figures, signalledID: 7)?.slot.total.packets == 100)
        #expect(AudioLevelJudgement(figures, signalledID: 3) == nil)
    }
}
