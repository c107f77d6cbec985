import Testing
import Wire

@testable import Fuzzing

@Suite("Captures out of a fuzzer's input")
struct ScriptedCaptureTests {
    /// 192.0.2.1:1000, 192.0.2.2:2000, and six of zeros.
    static let endpoints: [UInt8] =
        [192, 0, 2, 1, 0x03, 0xe8, 192, 0, 2, 2, 0x07, 0xd0] + [UInt8](repeating: 0, count: 36)

    @Test("A datagram is decoded as it was written, at its time")
    func datagrams() throws {
        let input: [UInt8] = Self.endpoints + [0x08, 0, 20, 0, 3, 7, 8, 9] + [0x01, 0, 30, 0, 1, 5]
        let batch = ScriptedCapture(input).batch
        try #require(batch.frames.count == 2)
        let step = batch.frames[1].timestamp.nanoseconds - batch.frames[0].timestamp.nanoseconds
        #expect(step == 3_000_000)
        let first = try packet(0, of: batch)
        #expect("\(first.packet.source) > \(first.packet.destination)" == "192.0.2.1:1000 > 192.0.2.2:2000")
        #expect(first.packet.kind == .udp && first.payload == [7, 8, 9])
        let second = try packet(1, of: batch)
        #expect("\(second.packet.source) > \(second.packet.destination)" == "192.0.2.2:2000 > 192.0.2.1:1000")
        #expect(second.payload == [5])
    }

    @Test("Segments of a connection follow one another")
    func segments() throws {
        let input: [UInt8] = Self.endpoints + [0x48, 0, 0, 0, 3, 2, 8, 9] + [0x48, 0, 0, 0, 2, 0, 6]
        let batch = ScriptedCapture(input).batch
        let first = try packet(0, of: batch)
        let second = try packet(1, of: batch)
        #expect(first.packet.kind == .tcp && first.payload == [8, 9] && second.payload == [6])
        // The two bytes and the SYN.
        #expect(second.packet.tcp.sequence == first.packet.tcp.sequence + 3)
    }

    private func packet(_ index: Int, of batch: CaptureBatch) throws -> (packet: NetworkPacket, payload: [UInt8]) {
        let frame = batch.frames[index]
        let bytes = Array(batch.bytes[frame.range])
        var packet = NetworkPacket()
        let error = FrameDecoder.decode(
            bytes.span, originalLength: Int(frame.originalLength), linkType: frame.linkType, interface: 0, into: &packet
        )
        try #require(error == nil)
        return (packet, Array(bytes[packet.payloadOffset..<packet.payloadOffset + packet.capturedPayloadLength]))
    }
}
