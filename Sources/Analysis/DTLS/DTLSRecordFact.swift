internal import Wire

/// What is kept of one record, or of one handshake fragment in it.
struct DTLSRecordFact: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        /// In the clear. `fragment`: index of its bytes in the store, -1 if they were not kept.
        case handshake(DTLSHandshakeFragment, fragment: Int)
        /// A handshake record of epoch 1 or later in DTLS 1.2: Finished, as a rule.
        case encryptedHandshake
        case changeCipherSpec
        case alert(DTLSAlert)
        case encryptedAlert
        case acknowledgement
        /// Also what tls12_cid hides.
        case applicationData
        /// DTLS 1.3 ciphertext of any kind.
        case unified
        case other(DTLSContentType)
    }

    var time: Timestamp
    var frame: UInt64
    var isForward: Bool
    var isInSTUN: Bool
    var hasConnectionID: Bool
    /// Nil in the unified header.
    var version: DTLSVersion?
    /// Which record of its datagram.
    var index: Int
    var datagramByteCount: Int
    /// Two bits of it in the unified header.
    var epoch: UInt16
    /// Encrypted in the unified header.
    var sequence: UInt64
    /// Bytes after the record's header.
    var byteCount: Int
    var content: Content

    /// Traffic rather than handshake: kept apart, so that it cannot push the handshake out.
    var isProtected: Bool { content == .applicationData || content == .unified }

    /// The sender's own number for this: a second one is a copy made underway, or by STUN, not a retransmission.
    var identity: Identity {
        var content = content
        if case .handshake(let fragment, _) = content { content = .handshake(fragment, fragment: 0) }
        return Identity(
            isForward: isForward, epoch: epoch, sequence: sequence, byteCount: byteCount, content: content)
    }

    struct Identity: Hashable {
        var isForward: Bool
        var epoch: UInt16
        var sequence: UInt64
        var byteCount: Int
        var content: Content
    }
}
