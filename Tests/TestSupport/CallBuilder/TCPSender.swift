import Wire

/// One direction of a TCP connection: from messages to segments.
struct TCPSender {
    private let flow: FiveTuple
    private var sequence: UInt32 = 1_000_000
    private var held: [UInt8] = []
    private var heldMessages = 0

    init(_ flow: FiveTuple) { self.flow = flow }

    mutating func take(_ message: [UInt8], _ segmentation: CallScript.Segmentation) -> [[UInt8]] {
        held += message
        heldMessages += 1
        var pieces: [[UInt8]] = []
        switch segmentation {
        case .messagesInSegment(let count):
            // A request does not wait for its company: only ChannelData does.
            guard heldMessages >= count || message.first.map({ $0 >> 6 != 1 }) ?? true else { return [] }
            pieces = [held]
        case .segmentsInMessage(let count):
            let size = max(1, (held.count + count - 1) / count)
            pieces = stride(from: 0, to: held.count, by: size).map { Array(held[$0..<min($0 + size, held.count)]) }
        }
        held = []
        heldMessages = 0
        return pieces.map { piece in
            defer { sequence &+= UInt32(piece.count) }
            return segment(piece)
        }
    }

    /// What is still held back, as a segment.
    var rest: [UInt8]? { held.isEmpty ? nil : segment(held) }

    private func segment(_ payload: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        TCPHeader(
            sourcePort: flow.source.port, destinationPort: flow.destination.port, sequence: sequence, flags: 0x18,
            window: 65535
        ).serialize(into: &bytes)
        return bytes + payload
    }
}
