/// The MAC header of an 802.11 data frame (IEEE 802.11 9.3.2).
struct IEEE80211Header: Hashable, BitwiseCopyable, Sendable {
    /// The two bytes of frame control as they stand on the air.
    var frameControl: UInt16
    /// Transmitter and receiver of this hop.
    var receiver: UInt64
    var transmitter: UInt64
    /// With the fourth address, QoS and HT control where the frame has them.
    var length: Int
    /// Whether LLC follows: a data frame that has a body, in clear, whole and not an aggregate.
    var carriesLLC: Bool
}

extension IEEE80211Header {
    init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(2, .ieee80211)
        frameControl = bytes.uint16(at: 0)
        let isData = frameControl >> 8 & 0x0f == 0x08
        guard isData else {
            (receiver, transmitter, length, carriesLLC) = (0, 0, 2, false)
            return
        }
        let subtype = frameControl >> 12
        let hasFourAddresses = frameControl & 0x03 == 0x03
        let hasQoS = subtype & 0x08 != 0
        let isOrdered = frameControl & 0x80 != 0
        length = 24 + (hasFourAddresses ? 6 : 0) + (hasQoS ? 2 + (isOrdered ? 4 : 0) : 0)
        try bytes.require(length, .ieee80211)
        receiver = bytes.uint48(at: 4)
        transmitter = bytes.uint48(at: 10)
        let hasBody = subtype & 0x04 == 0
        let isProtected = frameControl & 0x40 != 0
        let isFragment = frameControl & 0x04 != 0 || bytes[22] & 0x0f != 0
        let isAggregate = hasQoS && bytes[hasFourAddresses ? 30 : 24] & 0x80 != 0
        carriesLLC = hasBody && !isProtected && !isFragment && !isAggregate
    }

    /// Everything that is not kept is written as zero.
    func serialize(into bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(uint16: frameControl)
        bytes.append(uint16: 0)
        bytes.append(uint24: UInt32(truncatingIfNeeded: receiver >> 24))
        bytes.append(uint24: UInt32(truncatingIfNeeded: receiver))
        bytes.append(uint24: UInt32(truncatingIfNeeded: transmitter >> 24))
        bytes.append(uint24: UInt32(truncatingIfNeeded: transmitter))
        bytes.append(contentsOf: repeatElement(0, count: max(0, length - 16)))
        bytes.removeSubrange(min(bytes.count, start + length)...)
    }
}
