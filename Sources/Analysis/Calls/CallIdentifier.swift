import Crypto
import ICE
import Media
import Wire

/// The id of a call: the signalling's; where it gives none, a UUID version 5 (RFC 9562 5.5), the same in every capture that holds the
/// call's beginning.
enum CallIdentifier {
    /// Names of calls live in a namespace of their own: version 5 of "callwitness" in the DNS namespace.
    private static let namespace: [UInt8] = [
        0x04, 0xec, 0x16, 0x35, 0xb1, 0xcd, 0x55, 0xb7, 0xaa, 0x74, 0x2f, 0x76, 0x28, 0xba, 0x79, 0x9b,
    ]

    static func make(for facts: CallFacts) -> String { facts.signalled.callID ?? uuid(name(of: facts)) }

    /// The first generation's ICE credentials; without ICE the stream, handshake or server that came first.
    private static func name(of facts: CallFacts) -> String {
        let checks = facts.paths.flatMap(\.checks.checks)
        let first = checks.min { left, right in
            guard let right = right.summary.requests.first else { return true }
            return left.summary.requests.first.map { $0 < right } ?? false
        }
        if let fragments = first?.fragments {
            return "ice " + [fragments.receiver, fragments.sender].sorted().joined(separator: " ")
        }
        let streams = facts.paths.flatMap { path in path.streams.map { (path, $0) } }
        if let (path, stream) = streams.min(by: { $0.1.tracker.first.frame < $1.1.tracker.first.frame }) {
            let packet = stream.tracker.first
            return "rtp \(path.source(isForward: stream.isForward)) \(path.source(isForward: !stream.isForward)) "
                + "\(stream.tracker.ssrc) \(packet.sequenceNumber) \(packet.timestamp)"
        }
        let path = facts.paths.min { $0.first < $1.first }
        return "path \(path.map { "\($0.pair.lower) \($0.pair.upper)" } ?? "") \(facts.first.time.nanoseconds)"
    }

    private static func uuid(_ name: String) -> String {
        var hash = Insecure.SHA1()
        hash.update(data: namespace)
        hash.update(data: Array(name.utf8))
        var bytes = Array(hash.finalize().prefix(16))
        bytes[6] = bytes[6] & 0x0f | 0x50
        bytes[8] = bytes[8] & 0x3f | 0x80
        var text: [UInt8] = []
        text.reserveCapacity(36)
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10 }
        for (index, byte) in bytes.enumerated() {
            if index == 4 || index == 6 || index == 8 || index == 10 { text.append(UInt8(ascii: "-")) }
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }
}
