public import Wire

/// Frames as a tap wrote them.
public struct Capture: Sendable {
    public struct Frame: Sendable {
        public var time: Timestamp
        public var linkType: LinkType
        public var bytes: [UInt8]
        public var originalLength: Int

        public init(time: Timestamp, linkType: LinkType, bytes: [UInt8]) {
            self.time = time
            self.linkType = linkType
            self.bytes = bytes
            originalLength = bytes.count
        }
    }

    public var frames: [Frame]

    public init(frames: [Frame]) { self.frames = frames }

    /// Cuts every frame as a snap length does.
    public mutating func cut(to snapLength: Int) {
        for index in frames.indices { frames[index].bytes = Array(frames[index].bytes.prefix(snapLength)) }
    }

    /// What this tap and another saw, a frame of this one first where both have the same time.
    public func merged(with other: Capture) -> Capture {
        let all = (frames + other.frames).enumerated()
        return Capture(
            frames: all.sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(\.element))
    }

    /// As a source would deliver it: frames numbered from 1.
    public var batch: CaptureBatch {
        var batch = CaptureBatch()
        for (index, frame) in frames.enumerated() {
            batch.frames.append(
                FrameRecord(
                    timestamp: frame.time, number: UInt64(index + 1), offset: batch.bytes.count,
                    capturedLength: UInt32(frame.bytes.count), originalLength: UInt32(frame.originalLength),
                    linkType: frame.linkType, interface: 0))
            batch.bytes += frame.bytes
        }
        return batch
    }
}
