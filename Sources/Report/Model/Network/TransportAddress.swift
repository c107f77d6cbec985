/// A transport address, written as `192.0.2.1:5000` or `[2001:db8::1]:5000`.
public struct TransportAddress: Hashable, Sendable, JSONRepresentable, CustomStringConvertible {
    /// IPv4 or IPv6 address.
    public var ip: String
    public var port: Int

    public init(ip: String, port: Int) {
        self.ip = ip
        self.port = port
    }

    public var description: String {
        ip.utf8.contains(UInt8(ascii: ":")) ? "[\(ip)]:\(port)" : "\(ip):\(port)"
    }

    public func write(to json: inout JSONWriter) { json.string(description) }

    public static var isJSONScalar: Bool { true }
}
