/// An IPv4 or IPv6 address in one fixed shape: IPv4 as ::ffff:a.b.c.d (RFC 4291 2.5.5.2).
@frozen
public struct IPAddress: Hashable, Comparable, BitwiseCopyable, Sendable {
    public var high: UInt64
    public var low: UInt64

    @inlinable public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    @inlinable public init(ipv4: UInt32) {
        high = 0
        low = 0xffff_0000_0000 | UInt64(ipv4)
    }

    @inlinable public static var unspecified: IPAddress { IPAddress(high: 0, low: 0) }

    @inlinable public var isIPv4: Bool { high == 0 && low >> 32 == 0xffff }
    @inlinable public var ipv4: UInt32? { isIPv4 ? UInt32(truncatingIfNeeded: low) : nil }

    @inlinable public static func < (left: IPAddress, right: IPAddress) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }

    /// The 16 bytes of the IPv6 form.
    public var bytes: [UInt8] {
        var bytes = [UInt8]()
        bytes.append(uint64: high)
        bytes.append(uint64: low)
        return bytes
    }
}

extension IPAddress {
    /// Loopback, private, shared, link-local or unique local: an address that no peer across the Internet could use
    /// (RFC 1918, 6598, 3927, 4193, 4291).
    public var isPrivate: Bool {
        if let ipv4 {
            let first = ipv4 >> 24
            return first == 10 || first == 127
                || ipv4 >> 20 == 0xac1  // 172.16/12
                || ipv4 >> 16 == 0xc0a8  // 192.168/16
                || ipv4 >> 16 == 0xa9fe  // 169.254/16
                || ipv4 >> 22 == 0x6440 >> 6  // 100.64/10
        }
        return high >> 57 == 0x7e  // fc00::/7
            || high >> 54 == 0x3fa  // fe80::/10
            || (high == 0 && low == 1)
    }
}

extension IPAddress: CustomStringConvertible {
    /// Dotted decimal, or RFC 5952 text.
    public var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends its description.
    func append(to text: inout [UInt8]) {
        text.reserveCapacity(text.count + 48)
        if let ipv4 {
            for shift in stride(from: UInt32(24), through: 0, by: -8) {
                if shift < 24 { text.append(UInt8(ascii: ".")) }
                Self.append(UInt16(truncatingIfNeeded: ipv4 >> shift & 0xff), radix: 10, to: &text)
            }
            return
        }
        func group(_ index: Int) -> UInt16 {
            UInt16(truncatingIfNeeded: (index < 4 ? high : low) >> UInt64((3 - index % 4) * 16))
        }
        // RFC 5952 4.2: the longest run of two or more zero groups, the first of equals, is shortened.
        var best = (start: 8, length: 0)
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, group(end) == 0 { end += 1 }
            if end - start >= 2, end - start > best.length { best = (start, end - start) }
            start = max(end, start + 1)
        }
        var index = 0
        while index < 8 {
            if index == best.start {
                text.append(UInt8(ascii: ":"))
                text.append(UInt8(ascii: ":"))
                index += best.length
                continue
            }
            if index > 0, index != best.start + best.length { text.append(UInt8(ascii: ":")) }
            Self.append(group(index), radix: 16, to: &text)
            index += 1
        }
    }

    /// Appends a number without leading zeros.
    static func append(_ number: UInt16, radix: UInt16, to text: inout [UInt8]) {
        if number >= radix { append(number / radix, radix: radix, to: &text) }
        let digit = UInt8(truncatingIfNeeded: number % radix)
        text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
}

extension IPAddress {
    /// Reads dotted decimal or RFC 4291 2.2 text; nil if it is neither.
    public init?(_ text: some StringProtocol) {
        if text.utf8.contains(UInt8(ascii: ":")) {
            guard let address = IPAddress.parseIPv6(text) else { return nil }
            self = address
        } else {
            guard let value = IPAddress.parseIPv4(text) else { return nil }
            self.init(ipv4: value)
        }
    }

    private static func parseIPv4(_ text: some StringProtocol) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            // A leading zero means octal to some readers (RFC 6943 3.1.1).
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) }),
                part.utf8.count == 1 || part.utf8.first != 48, let octet = UInt8(part)
            else { return nil }
            value = value << 8 | UInt32(octet)
        }
        return value
    }

    private static func parseIPv6(_ text: some StringProtocol) -> IPAddress? {
        func groups(_ part: some StringProtocol, allowIPv4: Bool) -> [UInt16]? {
            if part.isEmpty { return [] }
            var result = [UInt16]()
            let pieces = part.split(separator: ":", omittingEmptySubsequences: false)
            for (index, piece) in pieces.enumerated() {
                if allowIPv4, index == pieces.count - 1, piece.utf8.contains(UInt8(ascii: ".")) {
                    guard let value = parseIPv4(piece) else { return nil }
                    result += [UInt16(value >> 16), UInt16(truncatingIfNeeded: value)]
                } else {
                    guard (1...4).contains(piece.utf8.count), piece.first != "+", piece.first != "-",
                        let group = UInt16(piece, radix: 16)
                    else { return nil }
                    result.append(group)
                }
            }
            return result
        }
        var all: [UInt16]
        if let gap = text.firstRange(of: "::") {
            guard let head = groups(text[..<gap.lowerBound], allowIPv4: false),
                let tail = groups(text[gap.upperBound...], allowIPv4: true), head.count + tail.count <= 7
            else { return nil }
            all = head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail
        } else {
            guard let whole = groups(text, allowIPv4: true), whole.count == 8 else { return nil }
            all = whole
        }
        func half(_ part: ArraySlice<UInt16>) -> UInt64 { part.reduce(0) { $0 << 16 | UInt64($1) } }
        return IPAddress(high: half(all[..<4]), low: half(all[4...]))
    }
}
