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
        let isOneByte = profile == RTPHeaderExtension.oneByteProfile
        guard isOneByte || RTPHeaderExtension.isTwoByteProfile(profile) else { return }
        let end = min(header.length, bytes.count)
        var offset = header.extensionRange.lowerBound
        while offset < end {
            let begin = bytes[offset]
            if begin == 0 {  // padding byte, both forms
                offset &+= 1
                continue
            }
            let id: UInt8
            let length: Int
            if isOneByte {
                id = begin >> 4
                if id == 15 || id == 0 { return }
                length = Int(begin & 0x0f) &+ 1
                offset &+= 1
            } else {
                guard offset &+ 2 <= end else { return }
                id = begin
                length = Int(bytes[offset &+ 1])
                offset &+= 2
            }
            guard offset &+ length <= end else { return }
            if length == 1 {
                let element = Element(id: id, value: bytes[offset])
                guard first.id != 0 else {
                    first = element
                    offset &+= length
                    continue
                }
                second = element
                return
            }
            offset &+= length
        }
    }
}
