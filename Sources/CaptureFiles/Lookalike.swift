/// What a file that is no capture looks like, to say so.
enum Lookalike {
    private static let beginnings: [(bytes: [UInt8], text: String)] =
        [
            ("snoop\0\0\0", "is a Solaris snoop capture (convert it with editcap)"),
            ("btsnoop\0", "is a Bluetooth btsnoop capture"),
            ("GMBU", "is a Microsoft Network Monitor capture (convert it with editcap)"),
            ("RTSS", "is a Microsoft Network Monitor 1 capture (convert it with editcap)"),
            ("XCP\0", "is a NetXray capture (convert it with editcap)"),
            ("TRSNIFF data", "is a Sniffer capture (convert it with editcap)"),
            ("iptrace ", "is an AIX iptrace capture (convert it with editcap)"),
            ("\u{7F}ELF", "is a program (ELF)"),
            ("PK\u{3}\u{4}", "is a zip archive (unpack it first)"),
            ("BZh", "is packed with bzip2 (unpack it first)"),
            ("%PDF", "is a PDF document"),
            ("#!", "is a script"),
            ("HTTP/1.", "is an HTTP response"),
            ("<", "is markup, such as a web page in place of a download"),
            ("{", "is JSON"),
            ("[", "is JSON"),
        ].map { (Array($0.0.utf8), $0.1) } + [
            ([0x1C, 0x00, 0x01, 0xAC], "is an IXIA capture (convert it with editcap)"),
            ([0x1C, 0x00, 0x01, 0xAB], "is an IXIA capture (convert it with editcap)"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "is packed with xz (unpack it first)"),
            ([0x04, 0x22, 0x4D, 0x18], "is packed with lz4 (unpack it first)"),
            ([0x1F, 0x8B], "is packed twice (unpack it first)"),
            ([0x28, 0xB5, 0x2F, 0xFD], "is packed twice (unpack it first)"),
            ([0x0A, 0x0D, 0x0D, 0x0A], "begins like pcapng, but without its byte-order magic"),
        ]

    /// Completes "it …".
    static func describe(_ head: [UInt8]) -> String {
        if PcapHeader.isMagic(head) { return "begins like pcap and ends after \(head.count) of 24 header bytes" }
        let text = head.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        for (beginning, description) in beginnings where head.starts(with: beginning) || text.starts(with: beginning) {
            return description
        }
        if head.count > 262 && head[257..<262].elementsEqual("ustar".utf8) {
            return "is a tar archive (unpack it first)"
        }
        if !head.contains(where: { $0 < 0x09 || $0 > 0x0D && $0 < 0x20 || $0 == 0x7F }) { return "is text" }
        let digits = head.prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return "begins with the bytes " + digits.joined(separator: " ")
    }
}
