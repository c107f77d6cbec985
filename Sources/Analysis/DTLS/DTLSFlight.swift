public import Wire

/// What one side sent before it waited for the other.
public struct DTLSFlight: Hashable, Sendable {
    public enum Message: Hashable, Sendable {
        case handshake(DTLSHandshakeType)
        case encryptedHandshake
        case changeCipherSpec
        case alert(DTLSAlert)
        case encryptedAlert
        case acknowledgement
        /// DTLS 1.2 and before.
        case applicationData
        /// DTLS 1.3 ciphertext with these two epoch bits.
        case protected(epochBits: UInt8)
        case other(DTLSContentType)
    }

    public var isForward: Bool
    public var firstTime: Timestamp
    public var lastTime: Timestamp
    public var firstFrame: UInt64
    public var lastFrame: UInt64
    public var datagrams: Int
    /// Of the datagrams' payloads.
    public var byteCount: Int
    /// Payloads of the longest datagram and of the shortest.
    public var longestDatagram = 0
    public var shortestDatagram = Int.max
    /// In their order, a message in several fragments once.
    public var messages: [Message]
    public var isRetransmission: Bool

    /// Protected records of one side further apart than this are two flights: the shortest retransmission timer in use
    /// is 50 ms, and nothing else tells them apart.
    static let protectedGap: Int64 = 40_000_000

    /// The flights of `facts` (in their order, copies removed).
    static func flights(of facts: [DTLSRecordFact]) -> [DTLSFlight] {
        var flights: [DTLSFlight] = []
        // A few, as facts are: found sooner by looking than by hashing.
        var seen: [Key] = []
        var inFlight: [Key] = []
        var lastIndex = 0
        for fact in facts {
            let key = Key(fact)
            let message = Message(fact)
            let isNew: Bool
            if let current = flights.last, current.isForward == fact.isForward {
                let isLate = fact.time.nanoseconds(since: current.lastTime) >= protectedGap
                isNew = inFlight.contains(key) && !key.mayRecur || isLate && key.mayRecur
            } else {
                isNew = true
            }
            if isNew {
                inFlight.removeAll(keepingCapacity: true)
                flights.append(DTLSFlight(fact))
            }
            let isNewDatagram = isNew || flights[flights.count - 1].lastFrame != fact.frame || fact.index < lastIndex
            flights[flights.count - 1].add(fact, message, isNewDatagram: isNewDatagram)
            // A protected message cannot be told from the next: it repeats if an earlier flight had its kind.
            if seen.contains(key), !inFlight.contains(key), key.repeats {
                flights[flights.count - 1].isRetransmission = true
            }
            if !inFlight.contains(key) { inFlight.append(key) }
            if !seen.contains(key) { seen.append(key) }
            lastIndex = fact.index
        }
        return flights
    }

    private init(_ fact: DTLSRecordFact) {
        isForward = fact.isForward
        firstTime = fact.time
        lastTime = fact.time
        firstFrame = fact.frame
        lastFrame = fact.frame
        datagrams = 0
        byteCount = 0
        messages = []
        isRetransmission = false
    }

    private mutating func add(_ fact: DTLSRecordFact, _ message: Message, isNewDatagram: Bool) {
        if isNewDatagram {
            datagrams += 1
            byteCount += fact.datagramByteCount
            longestDatagram = max(longestDatagram, fact.datagramByteCount)
            shortestDatagram = min(shortestDatagram, fact.datagramByteCount)
        }
        lastTime = fact.time
        lastFrame = fact.frame
        if messages.last != message { messages.append(message) }
    }

    /// What is the same when it is sent again.
    private struct Key: Equatable {
        var isForward: Bool
        var message: Message
        var messageSequence: UInt16 = 0
        var fragmentOffset = 0

        init(_ fact: DTLSRecordFact) {
            isForward = fact.isForward
            message = Message(fact)
            if case .handshake(let header, _) = fact.content {
                messageSequence = header.messageSequence
                fragmentOffset = header.fragmentOffset
            }
        }

        /// Several of these in one flight are nothing unusual.
        var mayRecur: Bool {
            switch message {
            case .handshake, .changeCipherSpec: false
            default: true
            }
        }

        /// One of these in a later flight is a retransmission.
        var repeats: Bool {
            switch message {
            case .handshake, .encryptedHandshake, .changeCipherSpec, .protected(epochBits: 2): true
            default: false
            }
        }
    }
}

extension DTLSFlight.Message {
    init(_ fact: DTLSRecordFact) {
        self =
            switch fact.content {
            case .handshake(let header, _): .handshake(header.type)
            case .encryptedHandshake: .encryptedHandshake
            case .changeCipherSpec: .changeCipherSpec
            case .alert(let alert): .alert(alert)
            case .encryptedAlert: .encryptedAlert
            case .acknowledgement: .acknowledgement
            case .applicationData: .applicationData
            case .unified: .protected(epochBits: UInt8(truncatingIfNeeded: fact.epoch))
            case .other(let type): .other(type)
            }
    }
}
