import Report
import Wire

enum STUNDescriber {
    static func describe(_ bytes: Span<UInt8>, length: Int, depth: Int) -> PacketDescription {
        do throws(WireError) {
            let message = try STUNMessage(parsing: bytes, wireLength: length)
            return describe(message, bytes, length: length, depth: depth)
        } catch {
            return PacketDescription("stun", "STUN", [:], error: error)
        }
    }

    private static func describe(
        _ message: STUNMessage, _ bytes: Span<UInt8>, length: Int, depth: Int
    ) -> PacketDescription {
        var attributes: [DecodedFields] = []
        var summary = STUNSummary(message)
        var inner: PacketDescription?
        var channel: ChannelNumber?
        var peer: Endpoint?
        var end = STUNMessage.headerLength
        var cursor = message.attributes
        while let attribute = cursor.next(in: bytes) {
            end = attribute.value.upperBound + (-attribute.value.count & 3)
            let value = bytes.extracting(attribute.value)
            var fields = STUNAttributeDescriber.describe(attribute, of: message, in: bytes)
            switch attribute.type {
            case .data,
                .dtlsInSTUN where value.count > 0:
                let content = DatagramDescriber.describe(value, length: value.count, depth: depth + 1)
                fields.add("inner", content.nested)
                inner = content
            case .channelNumber: channel = attribute.channelNumber(in: bytes)
            case .xorPeerAddress: peer = attribute.address(in: bytes, of: message.transactionID)
            default: break
            }
            summary.note(attribute, in: bytes)
            attributes.append(fields)
        }
        var fields: DecodedFields = [
            "class": message.messageClass.name, "method": message.method.description,
            "transaction_id": message.transactionID.description, "length": message.attributesLength,
            "attributes": attributes,
        ]
        fields.add(ifPresent: "fingerprint_valid", STUNFingerprint.isValid(message, in: bytes))
        if length > message.length { fields.add("bytes_behind", length - message.length) }
        var description = PacketDescription("stun", summary.text(carrying: inner), fields, error: inner?.error)
        if let inner, inner.name != "data" { description.name = inner.name }
        if !cursor.isComplete {
            description.error = WireError(
                bytes.count < message.length ? .truncatedCapture : .malformed, .stun, offset: end, needed: 4,
                available: max(0, min(bytes.count, message.length) - end))
        }
        description.turn = hop(message, peer: peer, channel: channel)
        return description
    }

    private static func hop(_ message: STUNMessage, peer: Endpoint?, channel: ChannelNumber?) -> TURNHop? {
        guard let peer else { return nil }
        switch (message.messageClass, message.method) {
        case (.indication, .send): return .toPeer(peer)
        case (.indication, .data): return .fromPeer(peer)
        case (.request, .channelBind): return channel.map { .bind($0, peer) }
        default: return nil
        }
    }
}

extension STUNClass {
    var name: String {
        switch self {
        case .request: "request"
        case .indication: "indication"
        case .success: "success"
        case .error: "error"
        }
    }
}

/// The line that says what a STUN message is about, in the same order whatever the message's own.
private struct STUNSummary {
    private let head: String
    private let transactionID: STUNTransactionID
    private var error: String?
    private var user: String?
    private var isNominating = false
    private var rest: [String] = []

    init(_ message: STUNMessage) {
        head = "\(message.method) \(message.messageClass.name)"
        transactionID = message.transactionID
    }

    mutating func note(_ attribute: STUNAttribute, in bytes: Span<UInt8>) {
        switch attribute.type {
        case .username:
            let isPair = attribute.usernameFragments(in: bytes) != nil
            user = (isPair ? "ufrag " : "user ") + PrintableText.escape(attribute.text(in: bytes))
        case .useCandidate: isNominating = true
        case .errorCode: error = attribute.errorCode(in: bytes)?.description
        case .priority: if let priority = attribute.uint32(in: bytes) { rest.append("prio \(priority)") }
        case .lifetime: if let seconds = attribute.uint32(in: bytes) { rest.append("lifetime \(seconds) s") }
        case .xorMappedAddress, .mappedAddress: add("mapped", attribute, bytes)
        case .xorRelayedAddress: add("relayed", attribute, bytes)
        case .xorPeerAddress: add("peer", attribute, bytes)
        case .channelNumber:
            if let channel = attribute.channelNumber(in: bytes) {
                rest.append("channel \(HexText.number(channel.rawValue, digits: 4))")
            }
        case .iceControlling: rest.append("controlling")
        case .iceControlled: rest.append("controlled")
        default: break
        }
    }

    private mutating func add(_ name: String, _ attribute: STUNAttribute, _ bytes: Span<UInt8>) {
        guard let address = attribute.address(in: bytes, of: transactionID) else { return }
        let text = "\(name) \(address)"
        // Servers send MAPPED-ADDRESS for old clients beside the XOR form.
        if !rest.contains(text) { rest.append(text) }
    }

    func text(carrying inner: PacketDescription?) -> String {
        let parts = [head, error, user, isNominating ? "USE-CANDIDATE" : nil].compactMap(\.self) + rest
        return parts.joined(separator: " ") + (inner.map { ": \($0.summary)" } ?? "")
    }
}
