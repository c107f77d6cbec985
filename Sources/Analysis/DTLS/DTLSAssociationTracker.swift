public import Wire

/// The facts of the DTLS records on one path, bounded (under 100 KiB) and mergeable: `append(later)` gives what one
/// tracker would hold that had seen both pieces. Every judgement is made of them at the end, by `associations`.
public struct DTLSAssociationTracker: Hashable, Sendable {
    var handshake = DTLSHeadTailLog<DTLSRecordFact>(headCapacity: 192, tailCapacity: 64)
    var protected = DTLSHeadTailLog<DTLSRecordFact>(headCapacity: 48, tailCapacity: 48)
    var fragments = DTLSFragmentStore()
    /// Datagrams, or parts of them, that were no DTLS.
    public private(set) var malformedCount: UInt64 = 0

    public init() {}

    public var isEmpty: Bool { handshake.count == 0 && protected.count == 0 }

    /// Takes a datagram's payload, or the DTLS bytes of a STUN attribute.
    ///
    /// - Parameters:
    ///   - payload: the bytes that were captured, of `originalLength` that there were.
    ///   - isForward: sent by the path's lower endpoint.
    /// - Returns: why reading ended before the datagram did, if so; the records before it have been taken.
    @discardableResult
    public mutating func observe(
        _ payload: Span<UInt8>, originalLength: Int, isForward: Bool, time: Timestamp, frame: UInt64,
        isInSTUN: Bool = false
    ) -> WireError? {
        var cursor = DTLSRecordCursor(originalLength: originalLength)
        var fact = DTLSRecordFact(
            time: time, frame: frame, isForward: isForward, isInSTUN: isInSTUN, hasConnectionID: false, version: nil,
            index: 0,
            datagramByteCount: max(originalLength, payload.count), epoch: 0, sequence: 0, byteCount: 0,
            content: .unified)
        do throws(WireError) {
            while let record = try cursor.next(in: payload) {
                switch record.header {
                case .unified(let header):
                    fact.version = nil
                    fact.epoch = UInt16(header.epochBits)
                    fact.sequence = UInt64(header.encryptedSequence)
                    fact.hasConnectionID = header.hasConnectionID
                    fact.byteCount = record.range.count - header.headerByteCount
                    fact.content = .unified
                    protected.append(fact)
                case .plaintext(let header):
                    fact.version = header.version
                    fact.epoch = header.epoch
                    fact.sequence = header.sequence
                    fact.hasConnectionID = header.contentType == .tls12CID
                    fact.byteCount = header.length
                    try observe(header, payload.extracting(record.fragment), record.isTruncated, &fact)
                }
                fact.index += 1
            }
        } catch {
            if error.reason == .malformed { malformedCount += 1 }
            return error
        }
        return nil
    }

    private mutating func observe(
        _ header: DTLSRecordHeader, _ fragment: Span<UInt8>, _ isTruncated: Bool, _ fact: inout DTLSRecordFact
    ) throws(WireError) {
        switch header.contentType {
        case .applicationData, .tls12CID:
            fact.content = .applicationData
            protected.append(fact)
            return
        case .handshake where header.epoch == 0:
            try observeHandshake(fragment, isTruncated, &fact)
            return
        case .handshake: fact.content = .encryptedHandshake
        case .changeCipherSpec: fact.content = .changeCipherSpec
        case .alert where header.epoch == 0 && header.length == 2:
            guard let alert = try? DTLSAlert(parsing: fragment) else {
                throw WireError(.truncatedCapture, .dtls, needed: 2, available: fragment.count)
            }
            fact.content = .alert(alert)
        case .alert: fact.content = .encryptedAlert
        case .acknowledgement: fact.content = .acknowledgement
        default: fact.content = .other(header.contentType)
        }
        handshake.append(fact)
    }

    /// A record may hold several messages, or their fragments.
    private mutating func observeHandshake(
        _ record: Span<UInt8>, _ isTruncated: Bool, _ fact: inout DTLSRecordFact
    ) throws(WireError) {
        var offset = 0
        while offset < record.count {
            let rest = record.extracting(offset..<record.count)
            if isTruncated, rest.count < DTLSHandshakeFragment.byteCount {
                throw WireError(
                    .truncatedCapture, .dtls, offset: offset, needed: DTLSHandshakeFragment.byteCount,
                    available: rest.count)
            }
            let header = try DTLSHandshakeFragment(parsing: rest)
            let end = DTLSHandshakeFragment.byteCount + header.fragmentLength
            guard end <= rest.count || isTruncated else {
                throw WireError(.malformed, .dtls, offset: offset, needed: end, available: rest.count)
            }
            let body = rest.extracting(DTLSHandshakeFragment.byteCount..<min(end, rest.count))
            let index = fragments.insert(header, isForward: fact.isForward, body)
            fact.content = .handshake(header, fragment: index)
            handshake.append(fact)
            offset += end
        }
    }

    /// Adds what was seen after this.
    public mutating func append(_ later: DTLSAssociationTracker) {
        let indices = fragments.append(later.fragments, isReversed: false)
        func moved(_ fact: DTLSRecordFact) -> DTLSRecordFact {
            guard case .handshake(let header, let index) = fact.content, index >= 0 else { return fact }
            var fact = fact
            fact.content = .handshake(header, fragment: indices[index])
            return fact
        }
        handshake.append(later.handshake, moved)
        protected.append(later.protected, moved)
        malformedCount += later.malformedCount
    }

    /// Adds what was seen at the same time on another path of the same association, which moves with its call: ICE
    /// restarts, relays. For the end only: pieces are joined by `append`.
    ///
    /// - Parameter isReversed: the other path's lower endpoint stands on this one's higher side.
    public mutating func merge(_ other: DTLSAssociationTracker, isReversed: Bool) {
        let indices = fragments.append(other.fragments, isReversed: isReversed)
        func moved(_ fact: DTLSRecordFact) -> DTLSRecordFact {
            var fact = fact
            if isReversed { fact.isForward.toggle() }
            guard case .handshake(let header, let index) = fact.content, index >= 0 else { return fact }
            fact.content = .handshake(header, fragment: indices[index])
            return fact
        }
        handshake.merge(other.handshake, moved) { ($0.frame, $0.index) < ($1.frame, $1.index) }
        protected.merge(other.protected, moved) { ($0.frame, $0.index) < ($1.frame, $1.index) }
        malformedCount += other.malformedCount
    }

    /// More was seen than is kept: flights in the middle or certificates may be missing.
    public var wasBounded: Bool { handshake.omitted > 0 || fragments.isClosed }
}

extension DTLSAssociationTracker {
    /// It holds an alert, or what may be one.
    var mayBeClosed: Bool {
        let isAlert = { (fact: DTLSRecordFact) in
            switch fact.content {
            case .alert, .encryptedAlert, .unified: true
            default: false
            }
        }
        return handshake.head.contains(where: isAlert) || handshake.tail.contains(where: isAlert)
            || protected.head.contains(where: isAlert) || protected.tail.contains(where: isAlert)
    }

    /// What it takes of the heap, about.
    var heapBytes: Int {
        handshake.head.heapBytes + handshake.tail.heapBytes + protected.head.heapBytes + protected.tail.heapBytes
            + fragments.fragments.heapBytes + fragments.fragments.count * 48 + fragments.byteCount
    }
}
