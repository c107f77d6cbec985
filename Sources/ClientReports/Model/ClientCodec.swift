public struct ClientCodec: Hashable, Sendable {
    /// "audio/opus"
    public var mimeType: String?
    public var payloadType: Int?
    /// Hz.
    public var clockRate: Int?

    public init(mimeType: String? = nil, payloadType: Int? = nil, clockRate: Int? = nil) {
        self.mimeType = mimeType
        self.payloadType = payloadType
        self.clockRate = clockRate
    }
}
