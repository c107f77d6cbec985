/// A capture file, or a section of one.
public struct CaptureFileReport: Hashable, Sendable, JSONRepresentable {
    /// As given on the command line; - is stdin.
    public var name: String
    /// pcap or pcapng, its variant, its compression.
    public var format: String?
    /// As the file says.
    public var hardware: String?
    /// As the file says.
    public var operatingSystem: String?
    /// What wrote it, as the file says.
    public var application: String?

    public init(
        name: String, format: String? = nil, hardware: String? = nil,
        operatingSystem: String? = nil, application: String? = nil
    ) {
        self.name = name
        self.format = format
        self.hardware = hardware
        self.operatingSystem = operatingSystem
        self.application = application
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("name", name)
            $0.member("format", format)
            $0.member("hardware", hardware)
            $0.member("operating_system", operatingSystem)
            $0.member("application", application)
        }
    }
}
