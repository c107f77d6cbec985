private import CPcap
public import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A network interface, or `any`, as `pcap_findalldevs` lists them.
public struct CaptureDevice: Hashable, Sendable {
    public var name: String
    public var description: String?
    public var addresses: [IPAddress] = []
    public var isUp = false
    /// It has a carrier.
    public var isRunning = false
    public var isLoopback = false

    /// All of them, in libpcap's order: what is up and running comes first.
    public static func all() throws(InterfaceError) -> [CaptureDevice] {
        var list: UnsafeMutablePointer<pcap_if_t>?
        var reason = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
        guard unsafe pcap_findalldevs(&list, &reason) == 0 else {
            throw InterfaceError(
                .unusable, sentence: "The interfaces cannot be listed: \(InterfaceError.text(reason)).")
        }
        defer { unsafe pcap_freealldevs(list) }
        var devices: [CaptureDevice] = []
        var next = unsafe list
        while let entry = unsafe next {
            let device = unsafe CaptureDevice(entry.pointee)
            // Netfilter's queues, buses and radios are listed too: no call passes there, and to open a queue takes what
            // waits in it away from whom it is for.
            let isInterface = unsafe if_nametoindex(device.name) != 0
            if device.name == "any" || isInterface { devices.append(device) }
            unsafe next = entry.pointee.next
        }
        return devices
    }

    private init(_ entry: pcap_if_t) {
        name = unsafe String(cString: entry.name)
        description = unsafe entry.description.map { unsafe String(cString: $0) }
        let flags = unsafe entry.flags
        isUp = flags & UInt32(PCAP_IF_UP) != 0
        isRunning = flags & UInt32(PCAP_IF_RUNNING) != 0
        isLoopback = flags & UInt32(PCAP_IF_LOOPBACK) != 0
        var next = unsafe entry.addresses
        while let address = unsafe next {
            if let ip = unsafe address.pointee.addr.flatMap({ unsafe Self.address($0) }) { addresses.append(ip) }
            unsafe next = address.pointee.next
        }
    }

    private static func address(_ address: UnsafeMutablePointer<sockaddr>) -> IPAddress? {
        switch Int32(unsafe address.pointee.sa_family) {
        case AF_INET:
            return unsafe address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                IPAddress(ipv4: UInt32(bigEndian: unsafe $0.pointee.sin_addr.s_addr))
            }
        case AF_INET6:
            return unsafe address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { address in
                let bytes = unsafe withUnsafeBytes(of: address.pointee.sin6_addr) { unsafe Array($0) }
                func half(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
                return IPAddress(high: half(0..<8), low: half(8..<16))
            }
        default: return nil
        }
    }
}
