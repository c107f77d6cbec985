internal import Wire

/// Datagrams of one side that are lost for their size: of one message some parts come again and again, the longest never.
public struct DTLSSizeLoss: Hashable, Sendable {
    public var isForward: Bool
    /// Payload of the longest DTLS datagram that came to the tap.
    public var longestPassed: Int
    /// Payload that the datagram with the longest missing part has at least, if it came in one.
    public var shortestLost: Int
    /// Times that the parts which do come were seen.
    public var transmissions: Int
    /// Of those parts, the first ones.
    public var frames: [UInt64]
}

extension DTLSSizeLoss {
    /// The record's header and the message fragment's (RFC 6347 4.1, 4.2.2).
    private static let headerByteCount = 25
    private static let frameCapacity = 8
    /// Ranges of one message kept apart; a capture of more has them from a fuzzer.
    private static let partCapacity = 64

    /// Of the facts of one association: the messages that never came whole, though they were sent at least twice.
    static func losses(in facts: [DTLSRecordFact]) -> [DTLSSizeLoss] {
        struct Key: Hashable {
            var isForward: Bool
            var type: DTLSHandshakeType
            var sequence: UInt16
            var length: Int
        }
        struct Message {
            var sightings: [Range<Int>: Int] = [:]
            var frames: [UInt64] = []
        }
        // Mostly every message comes in one piece.
        guard facts.contains(where: \.isPartOfMessage) else { return [] }
        var order: [Key] = []
        var messages: [Key: Message] = [:]
        for fact in facts {
            guard case .handshake(let header, _) = fact.content, header.messageLength > 0 else { continue }
            let key = Key(
                isForward: fact.isForward, type: header.type, sequence: header.messageSequence,
                length: header.messageLength)
            if messages[key] == nil { order.append(key) }
            let end = min(header.messageLength, header.fragmentOffset + header.fragmentLength)
            guard header.fragmentOffset < end else { continue }
            let part = header.fragmentOffset..<end
            var message = messages[key] ?? Message()
            if message.sightings.count < partCapacity || message.sightings[part] != nil {
                message.sightings[part, default: 0] += 1
            }
            if message.frames.count < frameCapacity, message.frames.last != fact.frame {
                message.frames.append(fact.frame)
            }
            messages[key] = message
        }
        return order.compactMap { key in
            guard let message = messages[key] else { return nil }
            let transmissions = message.sightings.values.max() ?? 0
            let hole = longestHole(in: message.sightings.keys.sorted { $0.lowerBound < $1.lowerBound }, of: key.length)
            let longestPassed = facts.filter { $0.isForward == key.isForward }.map(\.datagramByteCount).max() ?? 0
            // One loss is chance; and what is missing must be longer than what came.
            guard transmissions >= 2, hole > 0, hole + headerByteCount > longestPassed else { return nil }
            return DTLSSizeLoss(
                isForward: key.isForward, longestPassed: longestPassed, shortestLost: hole + headerByteCount,
                transmissions: transmissions, frames: message.frames)
        }
    }

    /// - Parameter parts: by their begin.
    private static func longestHole(in parts: [Range<Int>], of length: Int) -> Int {
        var end = 0
        var longest = 0
        for part in parts {
            longest = max(longest, part.lowerBound - end)
            end = max(end, part.upperBound)
        }
        return max(longest, length - end)
    }
}

extension DTLSRecordFact {
    fileprivate var isPartOfMessage: Bool {
        guard case .handshake(let header, _) = content else { return false }
        return header.fragmentOffset > 0 || header.fragmentLength < header.messageLength
    }
}
