/// A link type of the tcpdump group's registry, with its frames.
public struct LinkTypeReport: Hashable, Sendable, JSONRepresentable {
    /// LINKTYPE_ value.
    public var number: Int
    /// Null if unknown.
    public var name: String?

    public init(number: Int, name: String? = nil) {
        self.number = number
        self.name = name
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("number", number)
            $0.member("name", name)
        }
    }
}
