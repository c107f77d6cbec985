/// The elements of one packet's header extension that have a single byte of data (RFC 8285): a media id mostly has one,
/// and the audio level (RFC 6464) always has. The first two of them are kept.
@frozen
public struct RTPSingleByteElements: Equatable, BitwiseCopyable, Sendable {
    @frozen
    public struct Element: Equatable, BitwiseCopyable, Sendable {
        /// 0 for none.
        public var id: UInt8
        public var value: UInt8

        @inlinable
        public init(id: UInt8, value: UInt8) {
            self.id = id
            self.value = value
        }
    }

    public var first = Element(id: 0, value: 0)
    public var second = Element(id: 0, value: 0)

    /// Of a packet without any.
    @inlinable public init() {}

    @inlinable public var isEmpty: Bool { first.id == 0 }

    /// Walks the header extension as `RTPHeaderExtension.forEachElement` does, without calling anybody.
    @inlinable
    public init(_ header: RTPHeader, in bytes: Span<UInt8>) {
        guard let profile = header.extensionProfile else { return }
        let range = header.extensionRange
        guard range.lowerBound < bytes.count else { return }
        let body = bytes.extracting(range.lowerBound..<min(range.upperBound, bytes.count))
        if profile == RTPHeaderExtension.oneByteProfile {
            readOneByteHeaders(body)
        } else if RTPHeaderExtension.isTwoByteProfile(profile) {
            readTwoByteHeaders(body)
        }
    }

    /// RFC 8285 4.2. Every packet of a call passes here.
    @inlinable @inline(__always)
    mutating func readOneByteHeaders(_ body: Span<UInt8>) {
        var offset = 0
        while offset < body.count {
            let begin = unsafe body[unchecked: offset]
            if begin == 0 {  // padding
                offset &+= 1
                continue
            }
            let next = offset &+ Int(begin & 0x0f) &+ 2
            guard begin >= 0x10, begin < 0xf0, next <= body.count else { return }
            if begin & 0x0f == 0, !keep(Element(id: begin >> 4, value: unsafe body[unchecked: offset &+ 1])) { return }
            offset = next
        }
    }

    /// RFC 8285 4.3.
    @inlinable
    mutating func readTwoByteHeaders(_ body: Span<UInt8>) {
        var offset = 0
        while offset < body.count {
            let id = body[offset]
            if id == 0 {  // padding
                offset &+= 1
                continue
            }
            guard offset &+ 2 <= body.count else { return }
            let length = Int(body[offset &+ 1])
            let next = offset &+ 2 &+ length
            guard next <= body.count else { return }
            if length == 1, !keep(Element(id: id, value: body[offset &+ 2])) { return }
            offset = next
        }
    }

    /// False if no other one would be kept.
    @inlinable @inline(__always)
    mutating func keep(_ element: Element) -> Bool {
        if first.id == 0 {
            first = element
            return true
        }
        second = element
        return false
    }
}
