/// Packets that a source within the capture says it missed.
public struct CaptureDropReport: Hashable, Sendable, JSONRepresentable {
    /// kernel, interface, or frame (a frame's own drop count).
    public var source: String
    /// Name or index of the interface.
    public var interface: String?
    /// How many.
    public var packets: Int
    /// When, as far as the capture says: the spans between its counters, first ones first.
    public var spans: [CaptureDropSpan]

    public init(source: String, interface: String? = nil, packets: Int, spans: [CaptureDropSpan] = []) {
        self.source = source
        self.interface = interface
        self.packets = packets
        self.spans = spans
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("source", source)
            $0.member("interface", interface)
            $0.member("packets", packets)
            $0.member("spans", spans)
        }
    }
}
