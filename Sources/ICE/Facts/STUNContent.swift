internal import Wire

/// What the trackers want of one STUN message, read in one walk over its attributes.
struct STUNContent {
    var username: STUNAttribute?
    var mapped: Endpoint?
    var relayed: Endpoint?
    /// The first XOR-PEER-ADDRESS.
    var peer: Endpoint?
    var channel: ChannelNumber?
    var lifetime: UInt32?
    var requestedTransport: IPProtocol?
    var error: STUNErrorCode?
    var priority: UInt32?
    var role: ICERole?
    var tieBreaker: UInt64 = 0
    var usesCandidate = false
    var isAuthenticated = false
    var software: STUNAttribute?
    /// Which transmission of the request this is, or answers.
    var transmission: UInt8?

    init(of message: STUNMessage, in bytes: Span<UInt8>) {
        let id = message.transactionID
        var cursor = message.attributes
        while let attribute = cursor.next(in: bytes) {
            switch attribute.type {
            case .username: username = attribute
            case .xorMappedAddress: mapped = attribute.address(in: bytes, of: id) ?? mapped
            // Servers send both for the sake of old clients; the XORed one survives careless NATs.
            case .mappedAddress: mapped = mapped ?? attribute.address(in: bytes, of: id)
            case .xorRelayedAddress: relayed = attribute.address(in: bytes, of: id)
            case .xorPeerAddress: peer = peer ?? attribute.address(in: bytes, of: id)
            case .channelNumber: channel = attribute.channelNumber(in: bytes)
            case .lifetime: lifetime = attribute.uint32(in: bytes)
            case .requestedTransport: requestedTransport = attribute.requestedTransport(in: bytes)
            case .errorCode: error = attribute.errorCode(in: bytes)
            case .priority: priority = attribute.uint32(in: bytes)
            case .useCandidate: usesCandidate = true
            case .iceControlling, .iceControlled:
                guard let value = attribute.uint64(in: bytes) else { continue }
                role = attribute.type == .iceControlling ? .controlling : .controlled
                tieBreaker = value
            case .messageIntegrity, .messageIntegritySHA256, .googMessageIntegrity32: isAuthenticated = true
            case .software: software = attribute
            case .transactionTransmitCounter: transmission = attribute.transmitCounter(in: bytes)?.request
            default: break
            }
        }
    }
}
