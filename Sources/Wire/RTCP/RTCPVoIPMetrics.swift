/// Metrics of a voice call at its receiver (RFC 3611 section 4.7).
/// 127 stands for "unavailable" in the levels, R factors and MOS, and is read as nil.
@frozen
public struct RTCPVoIPMetrics: Hashable, BitwiseCopyable, Sendable {
    public var ssrc: UInt32
    /// Fractions of 256.
    public var lossRate: UInt8
    public var discardRate: UInt8
    public var burstDensity: UInt8
    public var gapDensity: UInt8
    /// Milliseconds.
    public var burstDuration: UInt16
    public var gapDuration: UInt16
    public var roundTripDelay: UInt16
    public var endSystemDelay: UInt16
    /// dBm0.
    public var signalLevel: Int8?
    public var noiseLevel: Int8?
    /// dB.
    public var residualEchoReturnLoss: UInt8?
    /// The Gmin that tells bursts from gaps.
    public var minimumGap: UInt8
    public var rFactor: UInt8?
    public var externalRFactor: UInt8?
    /// MOS · 10.
    public var listeningMOS: UInt8?
    public var conversationalMOS: UInt8?
    /// Loss concealment (bits 7-6), jitter buffer adaptive (5-4), its rate (3-0).
    public var receiverConfiguration: UInt8
    /// Milliseconds.
    public var jitterBufferNominal: UInt16
    public var jitterBufferMaximum: UInt16
    public var jitterBufferAbsoluteMaximum: UInt16

    public init(parsing packet: Span<UInt8>, _ block: RTCPExtendedReportBlock) throws(WireError) {
        try block.require(.voipMetrics, byteCount: 32, in: packet)
        let start = block.contents.lowerBound
        func optional(_ offset: Int) -> UInt8? { packet[start + offset] == 127 ? nil : packet[start + offset] }
        ssrc = packet.uint32(at: start)
        lossRate = packet[start + 4]
        discardRate = packet[start + 5]
        burstDensity = packet[start + 6]
        gapDensity = packet[start + 7]
        burstDuration = packet.uint16(at: start + 8)
        gapDuration = packet.uint16(at: start + 10)
        roundTripDelay = packet.uint16(at: start + 12)
        endSystemDelay = packet.uint16(at: start + 14)
        signalLevel = optional(16).map { Int8(bitPattern: $0) }
        noiseLevel = optional(17).map { Int8(bitPattern: $0) }
        residualEchoReturnLoss = optional(18)
        minimumGap = packet[start + 19]
        rFactor = optional(20)
        externalRFactor = optional(21)
        listeningMOS = optional(22)
        conversationalMOS = optional(23)
        receiverConfiguration = packet[start + 24]
        jitterBufferNominal = packet.uint16(at: start + 26)
        jitterBufferMaximum = packet.uint16(at: start + 28)
        jitterBufferAbsoluteMaximum = packet.uint16(at: start + 30)
    }

    public func serialize(into bytes: inout [UInt8]) {
        bytes.append(uint32: ssrc)
        bytes.append(contentsOf: [lossRate, discardRate, burstDensity, gapDensity])
        for value in [burstDuration, gapDuration, roundTripDelay, endSystemDelay] { bytes.append(uint16: value) }
        bytes.append(signalLevel.map { UInt8(bitPattern: $0) } ?? 127)
        bytes.append(noiseLevel.map { UInt8(bitPattern: $0) } ?? 127)
        bytes.append(contentsOf: [residualEchoReturnLoss ?? 127, minimumGap])
        for value in [rFactor, externalRFactor, listeningMOS, conversationalMOS] { bytes.append(value ?? 127) }
        bytes.append(contentsOf: [receiverConfiguration, 0])
        for value in [jitterBufferNominal, jitterBufferMaximum, jitterBufferAbsoluteMaximum] {
            bytes.append(uint16: value)
        }
    }
}
