/// The TCP header (RFC 9293 3.1). Its options are skipped.
@frozen
public struct TCPHeader: Hashable, BitwiseCopyable, Sendable {
    public var sourcePort: UInt16
    public var destinationPort: UInt16
    public var sequence: UInt32
    public var acknowledgement: UInt32
    /// 20 to 60 bytes, with the options.
    public var length: Int
    /// CWR ECE URG ACK PSH RST SYN FIN.
    public var flags: UInt8
    public var window: UInt16
    public var checksum: UInt16
    public var urgentPointer: UInt16

    public init(
        sourcePort: UInt16, destinationPort: UInt16, sequence: UInt32, acknowledgement: UInt32 = 0, length: Int = 20,
        flags: UInt8 = 0x10, window: UInt16 = 0, checksum: UInt16 = 0, urgentPointer: UInt16 = 0
    ) {
        self.sourcePort = sourcePort
        self.destinationPort = destinationPort
        self.sequence = sequence
        self.acknowledgement = acknowledgement
        self.length = length
        self.flags = flags
        self.window = window
        self.checksum = checksum
        self.urgentPointer = urgentPointer
    }

    public init(parsing bytes: Span<UInt8>) throws(WireError) {
        try bytes.require(20, .tcp)
        sourcePort = bytes.uint16(at: 0)
        destinationPort = bytes.uint16(at: 2)
        sequence = bytes.uint32(at: 4)
        acknowledgement = bytes.uint32(at: 8)
        length = Int(bytes[12] >> 4) * 4
        flags = bytes[13]
        window = bytes.uint16(at: 14)
        checksum = bytes.uint16(at: 16)
        urgentPointer = bytes.uint16(at: 18)
        guard length >= 20 else { throw WireError(.malformed, .tcp, offset: 12) }
        try bytes.require(length, .tcp)
    }

    /// Writes the 20 fixed bytes; options, if `length` promises any, are the caller's.
    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint16: sourcePort)
        bytes.append(uint16: destinationPort)
        bytes.append(uint32: sequence)
        bytes.append(uint32: acknowledgement)
        bytes.append(UInt8(truncatingIfNeeded: length / 4) << 4)
        bytes.append(flags)
        bytes.append(uint16: window)
        bytes.append(uint16: checksum)
        bytes.append(uint16: urgentPointer)
    }
}
