/// A link type of the tcpdump group's registry, with its frames.
public struct LinkTypeReport: Hashable, Sendable, JSONRepresentable {
    /// LINKTYPE_ value.
    public var number: Int
    /// Null if unknown.
    public var name: String?
    /// Frames of that type.
    public var packets: Int?

    public init(number: Int, name: String? = nil, packets: Int? = nil) {
        self.number = number
        self.name = name
        self.packets = packets
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("number", number)
            $0.member("name", name)
            $0.member("packets", packets)
        }
    }
}
