/// What a captured frame begins with: a LINKTYPE_ value of the tcpdump group's registry.
///
/// Source: https://www.tcpdump.org/linktypes.html. Unknown values survive as values.
@frozen
public struct LinkType: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable public static var null: LinkType { LinkType(rawValue: 0) }
    @inlinable public static var ethernet: LinkType { LinkType(rawValue: 1) }
    @inlinable public static var ppp: LinkType { LinkType(rawValue: 9) }
    /// DLT_RAW of some systems, found in files though it is no registered LINKTYPE.
    @inlinable public static var rawIP12: LinkType { LinkType(rawValue: 12) }
    /// DLT_RAW as OpenBSD numbers it.
    @inlinable public static var rawIP14: LinkType { LinkType(rawValue: 14) }
    @inlinable public static var pppHDLC: LinkType { LinkType(rawValue: 50) }
    @inlinable public static var pppoe: LinkType { LinkType(rawValue: 51) }
    @inlinable public static var rawIP: LinkType { LinkType(rawValue: 101) }
    @inlinable public static var ieee80211: LinkType { LinkType(rawValue: 105) }
    @inlinable public static var loop: LinkType { LinkType(rawValue: 108) }
    @inlinable public static var linuxCooked: LinkType { LinkType(rawValue: 113) }
    @inlinable public static var ieee80211Radiotap: LinkType { LinkType(rawValue: 127) }
    @inlinable public static var ipv4: LinkType { LinkType(rawValue: 228) }
    @inlinable public static var ipv6: LinkType { LinkType(rawValue: 229) }
    @inlinable public static var linuxCooked2: LinkType { LinkType(rawValue: 276) }
}
