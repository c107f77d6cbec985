/// UDP ports on which tunnels run (IANA service-names-port-numbers).
@usableFromInline
enum TunnelPort {
    @inlinable static var vxlan: UInt16 { 4789 }
    /// What Linux used for VXLAN before the number was assigned, and container networks still do.
    @inlinable static var oldLinuxVXLAN: UInt16 { 8472 }
    @inlinable static var geneve: UInt16 { 6081 }
    @inlinable static var gtp: UInt16 { 2152 }

    /// Whether `HeaderWalk.Header(tunnelPort:)` knows the port.
    @inlinable @inline(__always)
    static func contains(_ port: UInt16) -> Bool {
        port == vxlan || port == oldLinuxVXLAN || port == geneve || port == gtp
    }
}
