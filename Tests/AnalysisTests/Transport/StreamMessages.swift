import Wire

@testable import Analysis

/// Messages of a TCP connection, written out byte by byte.
enum StreamMessages {
    /// A STUN message with `length` bytes of attributes that say nothing.
    static func stun(_ length: Int = 8, fill: UInt8 = 1) -> [UInt8] {
        [0, 1, UInt8(length >> 8), UInt8(length & 255), 0x21, 0x12, 0xa4, 0x42]
            + [UInt8](repeating: fill, count: 12 + length)
    }

    /// ChannelData, without padding.
    static func channelData(_ length: Int, fill: UInt8 = 2) -> [UInt8] {
        [0x40, 1, UInt8(length >> 8), UInt8(length & 255)] + [UInt8](repeating: fill, count: length)
    }

    static func rtp(_ length: Int, sequence: UInt8 = 3) -> [UInt8] {
        [0x80, 111, 0, sequence] + [UInt8](repeating: 4, count: length - 4)
    }

    static func padded(_ message: [UInt8]) -> [UInt8] {
        message + [UInt8](repeating: 0, count: (4 - message.count % 4) % 4)
    }

    static func prefixed(_ message: [UInt8]) -> [UInt8] {
        [UInt8(message.count >> 8), UInt8(message.count & 255)] + message
    }
}

/// One direction of a connection, fed by hand.
struct Direction {
    var reassembler = TCPReassembler()
    var messages: [[UInt8]] = []
    var kinds: [DatagramKind] = []
    var time = Timestamp(nanoseconds: 0)

    mutating func send(_ sequence: UInt32, _ bytes: [UInt8], isSYN: Bool = false, length: Int? = nil) {
        let fields = NetworkPacket.TCPFields(sequence: sequence, flags: isSYN ? 0x02 : 0x10)
        var (messages, kinds) = (self.messages, self.kinds)
        reassembler.receive(fields, payload: bytes.span, originalLength: length ?? bytes.count, at: time) {
            messages.append($0.copied())
            kinds.append($1)
        }
        (self.messages, self.kinds) = (messages, kinds)
    }

    mutating func acknowledge(_ number: UInt32) {
        var (messages, kinds) = (self.messages, self.kinds)
        reassembler.acknowledge(number) {
            messages.append($0.copied())
            kinds.append($1)
        }
        (self.messages, self.kinds) = (messages, kinds)
    }
}
