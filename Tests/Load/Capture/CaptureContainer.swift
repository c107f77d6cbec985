/// The file formats that a load is written in.
public enum CaptureContainer: String, CaseIterable, Sendable {
    case pcap
    case pcapNanoseconds = "pcap-ns"
    case pcapBigEndian = "pcap-be"
    case pcapNanosecondsBigEndian = "pcap-ns-be"
    case pcapng
    case pcapngBigEndian = "pcapng-be"

    var isBigEndian: Bool { self == .pcapBigEndian || self == .pcapNanosecondsBigEndian || self == .pcapngBigEndian }
    var isNextGeneration: Bool { self == .pcapng || self == .pcapngBigEndian }

    /// The finest step of its times, in ns.
    var timeUnit: Int64 { self == .pcap || self == .pcapBigEndian ? 1000 : 1 }
}
