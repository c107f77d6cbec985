import ICE
import Wire

// Datagrams longer than the wire's.
extension Analyzer {
    /// Takes what offloading put together apart again; all of it has the time of the one frame.
    mutating func receiveLarge(_ datagram: Datagram, _ bytes: Span<UInt8>) {
        guard let step = SegmentedDatagram.segmentLength(of: bytes, length: datagram.length) else {
            if paths.find(PathKey.make(datagram).key) != nil {
                health.offload.countLarge(datagram.length, frame: datagram.moment.frame)
            }
            receive(datagram, bytes)
            return
        }
        health.offload.count(
            packets: (datagram.length + step - 1) / step, frame: datagram.moment.frame)
        for begin in stride(from: 0, to: datagram.length, by: step) where begin < bytes.count {
            var segment = datagram
            segment.length = min(step, datagram.length - begin)
            receive(segment, bytes.extracting(begin..<min(begin + step, bytes.count)))
        }
    }
}
