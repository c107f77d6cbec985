import Testing

@testable import Wire

/// The short way and the long way agree on every frame that the short way takes.
@Suite struct PlainUDPFrameTests {
    /// Whether the short way took the frame; what it says is compared with the long way.
    private func takes(_ frame: [UInt8], originalLength: Int? = nil) -> Bool {
        let length = originalLength ?? frame.count
        guard let plain = PlainUDPFrame(frame.span, originalLength: length, interface: 3) else { return false }
        let short = NetworkPacket(plain)
        var long = NetworkPacket()
        var walk = HeaderWalk(.ethernet, length: length, origin: PacketOrigin(3))
        #expect(walk.finish(frame.span, into: &long) == nil)
        #expect(String(describing: short) == String(describing: long))
        return true
    }

    private struct Version: CustomTestStringConvertible {
        var testDescription: String
        var frame: [UInt8]
        var headerLength: Int
        /// How many header bytes may have any value.
        var free: ClosedRange<Int>
    }

    private static let versions = [
        // Free are the MACs (12 bytes), traffic class, identification (2), time to live, checksum (2), addresses (8),
        // ports (4, but the tunnels' are one value apart in two bytes each) and UDP checksum (2).
        Version(testDescription: "IPv4", frame: Packets.ethernet(), headerLength: 42, free: 31...36),
        // The MACs (12), traffic class and flow label (3 and a half), hop limit, addresses (32), ports (4), checksum (2).
        Version(
            testDescription: "IPv6", frame: Packets.ethernet([0x86, 0xdd], Packets.ipv6UDP), headerLength: 62,
            free: 53...56),
    ]

    @Test("Frames cut anywhere, and padded ones", arguments: versions)
    private func lengths(_ version: Version) {
        let frame = version.frame
        for length in 0...frame.count {
            #expect(takes(Array(frame[..<length]), originalLength: frame.count) == (length >= version.headerLength))
        }
        #expect(takes(frame + [1, 2, 3, 4]))
        #expect(!takes(frame, originalLength: frame.count - 1))
    }

    @Test("Every header byte at every value", arguments: versions)
    private func everyByte(_ version: Version) {
        var taken = 0
        for offset in 0..<version.headerLength {
            for value in UInt8.min...UInt8.max {
                var changed = version.frame
                changed[offset] = value
                if takes(changed) { taken += 1 }
            }
        }
        #expect(taken > version.free.lowerBound * 256 && taken < version.free.upperBound * 256)
    }

    @Test("Other frames go the long way")
    func others() {
        let hopByHop: [UInt8] = [17, 0, 0, 0, 0, 0, 0, 0]
        #expect(!takes(Packets.ethernet([0x86, 0xdd], Packets.ipv6(0, hopByHop + Packets.udp(1, 2, Packets.payload)))))
        #expect(!takes(Packets.ethernet([8, 0], Packets.ipv4TCP)))
        #expect(!takes(Packets.ethernet([8, 0], Packets.ipv4(17, Packets.udp(1, 4789, Packets.payload)))))
        #expect(
            !takes(Packets.ethernet([8, 0], Packets.ipv4(17, Packets.udp(1, 2, Packets.payload), flagsAndOffset: 1))))
    }
}
