/// Frames larger than the wire's: segmentation or receive offload put several packets into one before the capture saw them.
struct CaptureOffload {
    /// Frames that were several packets, and the packets in them.
    private(set) var frames: Int64 = 0
    private(set) var packets: Int64 = 0
    private(set) var firstFrame: UInt64?
    /// Datagrams on a call's path that are longer than an Ethernet frame holds, and not several packets.
    private(set) var largeDatagrams: Int64 = 0
    private(set) var firstLarge: UInt64?
    /// The longest of them, in bytes of UDP payload.
    private(set) var longest = 0

    mutating func count(packets: Int, frame: UInt64) {
        frames += 1
        self.packets += Int64(packets)
        if firstFrame == nil { firstFrame = frame }
    }

    mutating func countLarge(_ length: Int, frame: UInt64) {
        largeDatagrams += 1
        longest = max(longest, length)
        if firstLarge == nil { firstLarge = frame }
    }
}
