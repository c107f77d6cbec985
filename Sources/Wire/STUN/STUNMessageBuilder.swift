/// Writes a STUN message attribute by attribute, keeping the header's length right.
public struct STUNMessageBuilder: Sendable {
    public private(set) var message: STUNMessage
    public private(set) var bytes: [UInt8]

    public init(_ messageClass: STUNClass, _ method: STUNMethod, _ transactionID: STUNTransactionID) {
        message = STUNMessage(messageClass, method, transactionID)
        bytes = []
        message.serialize(into: &bytes)
    }

    /// Appends an attribute, padded to 4 bytes. A value that would take the message past 65535 bytes is left out.
    public mutating func append(_ type: STUNAttributeType, _ value: [UInt8] = [], padding: UInt8 = 0) {
        guard announce(valueLength: value.count) else { return }
        bytes.append(uint16: type.rawValue)
        bytes.append(uint16: UInt16(value.count))
        bytes += value
        bytes += [UInt8](repeating: padding, count: -value.count & 3)
    }

    public mutating func append(_ type: STUNAttributeType, text: String, padding: UInt8 = 0) {
        append(type, Array(text.utf8), padding: padding)
    }

    public mutating func append(_ type: STUNAttributeType, uint32 value: UInt32) {
        var field = [UInt8]()
        field.append(uint32: value)
        append(type, field)
    }

    public mutating func append(_ type: STUNAttributeType, uint64 value: UInt64) {
        var field = [UInt8]()
        field.append(uint64: value)
        append(type, field)
    }

    public mutating func append(_ type: STUNAttributeType, address: Endpoint) {
        var field = [UInt8]()
        STUNAttribute.serialize(address, as: type, of: message.transactionID, into: &field)
        append(type, field)
    }

    public mutating func append(errorCode: STUNErrorCode, reason: String = "") {
        let code = errorCode.rawValue
        append(
            .errorCode,
            [0, 0, UInt8(truncatingIfNeeded: code / 100), UInt8(truncatingIfNeeded: code % 100)] + Array(reason.utf8))
    }

    public mutating func append(channelNumber: ChannelNumber) {
        append(.channelNumber, uint32: UInt32(channelNumber.rawValue) << 16)
    }

    /// Appends MESSAGE-INTEGRITY (RFC 8489 14.5). `hmac` is given the message before it, whose header already counts
    /// it, and returns the 20 bytes of HMAC-SHA1.
    public mutating func appendMessageIntegrity(_ hmac: ([UInt8]) -> [UInt8]) {
        var covered = self
        guard covered.announce(valueLength: 20) else { return }
        append(.messageIntegrity, hmac(covered.bytes))
    }

    /// Appends FINGERPRINT, which must be the last attribute.
    public mutating func appendFingerprint() {
        var covered = self
        guard covered.announce(valueLength: 4) else { return }
        append(.fingerprint, uint32: STUNFingerprint.value(of: covered.bytes.span))
    }

    /// Makes the header count one more attribute; false if the length field cannot hold it.
    private mutating func announce(valueLength: Int) -> Bool {
        let length = message.attributesLength + 4 + valueLength + (-valueLength & 3)
        guard length <= 0xFFFC else { return false }
        message.attributesLength = length
        bytes[2] = UInt8(length >> 8)
        bytes[3] = UInt8(length & 0xFF)
        return true
    }
}
