private import CPcap
import Wire

/// A filter that libpcap compiled for one link type.
@safe final class FilterProgram {
    private static let snapLength: Int32 = 262_144

    private var program = unsafe bpf_program()

    init(_ expression: String, _ linkType: LinkType) throws(CaptureFilterError) {
        guard let handle = unsafe pcap_open_dead(FilterProgram.dataLink(linkType), FilterProgram.snapLength) else {
            throw CaptureFilterError(sentence: "There is no memory to compile the filter '\(expression)'.")
        }
        defer { unsafe pcap_close(handle) }
        // No netmask is known, so that "ip broadcast" alone is refused.
        guard unsafe pcap_compile(handle, &program, expression, 1, .max) == 0 else {
            let reason = unsafe pcap_geterr(handle).map { unsafe String(cString: $0) } ?? "no reason given"
            throw CaptureFilterError(
                sentence: "The filter '\(expression)' cannot be used on link type \(linkType.rawValue): \(reason).")
        }
    }

    deinit { unsafe pcap_freecode(&program) }

    func matches(_ frame: Span<UInt8>, originalLength: UInt32) -> Bool {
        var header = pcap_pkthdr()
        header.caplen = UInt32(clamping: frame.count)
        header.len = originalLength
        return unsafe frame.withUnsafeBufferPointer { bytes in
            unsafe withUnsafePointer(to: &program) { program in
                unsafe pcap_offline_filter(program, &header, bytes.baseAddress) != 0
            }
        }
    }

    /// The DLT_ of this system for a LINKTYPE_ of a file: equal but for those whose DLT_ differs between systems
    /// (libpcap's pcap-common.c).
    private static func dataLink(_ linkType: LinkType) -> Int32 {
        switch linkType.rawValue {
        case 100: 11  // ATM RFC 1483
        case 101, 14: 12  // raw IP
        case 102: 15  // SLIP of BSD/OS
        case 103: 16  // PPP of BSD/OS
        case 106: 19  // Linux classical IP over ATM
        default: Int32(clamping: linkType.rawValue)
        }
    }
}
