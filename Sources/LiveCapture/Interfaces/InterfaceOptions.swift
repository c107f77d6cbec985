/// How an interface is captured on.
public struct InterfaceOptions: Hashable, Sendable {
    /// `any` is all of them.
    public var name: String
    /// Bytes kept of each frame: an Ethernet frame with the headers of a tunnel around it. No figure needs the media in
    /// it, but handshakes, STUN, SRTCP and SIP are read to their ends; frames that offloading made larger are cut.
    public var snapLength = 2048
    /// The kernel's ring, in bytes.
    public var bufferBytes = 32 << 20
    public var isPromiscuous = false
    /// The kernel hands packets over when a block of the ring is full, or after this long: times are its own, so that
    /// waiting costs nothing.
    public var timeoutMilliseconds = 100
    /// In libpcap's language, applied by the kernel.
    public var filter: String?
    /// One of libpcap's names of clocks, such as `adapter_unsynced`; nil is the kernel's.
    public var timestampType: String?

    public init(name: String) { self.name = name }
}
