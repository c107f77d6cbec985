/// The elements of an RTP header extension (RFC 8285 4.2 one-byte form, 4.3 two-byte form).
public enum RTPHeaderExtension {
    /// "Defined by profile" value of the one-byte form.
    @inlinable public static var oneByteProfile: UInt16 { 0xbede }

    /// Whether the profile announces the two-byte form: 0x100 and four application bits.
    @inlinable public static func isTwoByteProfile(_ profile: UInt16) -> Bool { profile & 0xfff0 == 0x1000 }

    /// Visits each element with its id and where its data lies; stops at the end, at an id that ends the one-byte form
    /// (15, or 0 with a length), or where an element would overrun the extension.
    ///
    /// - Parameter range: the extension's body, as `RTPHeader.extensionRange`, within `bytes`.
    public static func forEachElement(
        of bytes: Span<UInt8>, in range: Range<Int>, profile: UInt16, _ visit: (_ id: UInt8, _ data: Range<Int>) -> Void
    ) {
        let isOneByte = profile == oneByteProfile
        guard isOneByte || isTwoByteProfile(profile) else { return }
        let end = min(range.upperBound, bytes.count)
        var offset = max(range.lowerBound, 0)
        while offset < end {
            let first = bytes[offset]
            if first == 0 {  // padding byte, both forms
                offset += 1
                continue
            }
            let id: UInt8
            let start: Int
            let length: Int
            if isOneByte {
                id = first >> 4
                if id == 15 || id == 0 { return }
                length = Int(first & 0x0f) + 1
                start = offset + 1
            } else {
                guard offset + 2 <= end else { return }
                id = first
                length = Int(bytes[offset + 1])
                start = offset + 2
            }
            guard start + length <= end else { return }
            visit(id, start..<(start + length))
            offset = start + length
        }
    }
}
