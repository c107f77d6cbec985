/// Level of a stream's audio from the RFC 6464 header extension.
public struct AudioLevelReport: Hashable, Sendable, JSONRepresentable {
    /// 0 to 1, linear.
    public var mean: Double?
    /// 0 to 1, linear.
    public var maximum: Double?
    /// Percent of the packets at or below 0.001.
    public var silencePercent: Double?
    /// Local identifier of the extension.
    public var extensionID: Int?

    public init(mean: Double? = nil, maximum: Double? = nil, silencePercent: Double? = nil, extensionID: Int? = nil) {
        self.mean = mean
        self.maximum = maximum
        self.silencePercent = silencePercent
        self.extensionID = extensionID
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("mean", mean, decimals: 6)
            $0.member("max", maximum, decimals: 6)
            $0.member("silence", silencePercent, decimals: 3)
            $0.member("extension_id", extensionID)
        }
    }
}
