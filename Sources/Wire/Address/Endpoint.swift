/// A transport address: IP address and port (RFC 8445 calls it that too).
@frozen
public struct Endpoint: Hashable, Comparable, BitwiseCopyable, Sendable {
    public var address: IPAddress
    public var port: UInt16

    @inlinable public init(_ address: IPAddress, _ port: UInt16) {
        self.address = address
        self.port = port
    }

    @inlinable public static func < (left: Endpoint, right: Endpoint) -> Bool {
        left.address != right.address ? left.address < right.address : left.port < right.port
    }
}

extension Endpoint: CustomStringConvertible {
    /// `192.0.2.1:5000` or `[2001:db8::1]:5000`.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(64)
        if !address.isIPv4 { text.append(UInt8(ascii: "[")) }
        address.append(to: &text)
        if !address.isIPv4 { text.append(UInt8(ascii: "]")) }
        text.append(UInt8(ascii: ":"))
        IPAddress.append(port, radix: 10, to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
