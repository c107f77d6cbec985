/// A STUN attribute type: IANA "STUN Attributes" registry. Unknown values survive as values.
///
/// Names that RFC 3489 gave and RFC 5389 withdrew are kept, as old servers still send them.
@frozen
public struct STUNAttributeType: RawRepresentable, Hashable, BitwiseCopyable, Sendable {
    public var rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Below 0x8000: a receiver that does not know it must refuse the message (RFC 8489 14).
    @inlinable public var isComprehensionRequired: Bool { rawValue < 0x8000 }

    @inlinable public static var mappedAddress: STUNAttributeType { STUNAttributeType(rawValue: 0x0001) }
    @inlinable public static var responseAddress: STUNAttributeType { STUNAttributeType(rawValue: 0x0002) }
    @inlinable public static var changeRequest: STUNAttributeType { STUNAttributeType(rawValue: 0x0003) }
    @inlinable public static var sourceAddress: STUNAttributeType { STUNAttributeType(rawValue: 0x0004) }
    @inlinable public static var changedAddress: STUNAttributeType { STUNAttributeType(rawValue: 0x0005) }
    @inlinable public static var username: STUNAttributeType { STUNAttributeType(rawValue: 0x0006) }
    @inlinable public static var password: STUNAttributeType { STUNAttributeType(rawValue: 0x0007) }
    @inlinable public static var messageIntegrity: STUNAttributeType { STUNAttributeType(rawValue: 0x0008) }
    @inlinable public static var errorCode: STUNAttributeType { STUNAttributeType(rawValue: 0x0009) }
    @inlinable public static var unknownAttributes: STUNAttributeType { STUNAttributeType(rawValue: 0x000A) }
    @inlinable public static var reflectedFrom: STUNAttributeType { STUNAttributeType(rawValue: 0x000B) }
    @inlinable public static var channelNumber: STUNAttributeType { STUNAttributeType(rawValue: 0x000C) }
    @inlinable public static var lifetime: STUNAttributeType { STUNAttributeType(rawValue: 0x000D) }
    @inlinable public static var bandwidth: STUNAttributeType { STUNAttributeType(rawValue: 0x0010) }
    @inlinable public static var xorPeerAddress: STUNAttributeType { STUNAttributeType(rawValue: 0x0012) }
    @inlinable public static var data: STUNAttributeType { STUNAttributeType(rawValue: 0x0013) }
    @inlinable public static var realm: STUNAttributeType { STUNAttributeType(rawValue: 0x0014) }
    @inlinable public static var nonce: STUNAttributeType { STUNAttributeType(rawValue: 0x0015) }
    @inlinable public static var xorRelayedAddress: STUNAttributeType { STUNAttributeType(rawValue: 0x0016) }
    @inlinable public static var requestedAddressFamily: STUNAttributeType { STUNAttributeType(rawValue: 0x0017) }
    @inlinable public static var evenPort: STUNAttributeType { STUNAttributeType(rawValue: 0x0018) }
    @inlinable public static var requestedTransport: STUNAttributeType { STUNAttributeType(rawValue: 0x0019) }
    @inlinable public static var dontFragment: STUNAttributeType { STUNAttributeType(rawValue: 0x001A) }
    @inlinable public static var accessToken: STUNAttributeType { STUNAttributeType(rawValue: 0x001B) }
    @inlinable public static var messageIntegritySHA256: STUNAttributeType { STUNAttributeType(rawValue: 0x001C) }
    @inlinable public static var passwordAlgorithm: STUNAttributeType { STUNAttributeType(rawValue: 0x001D) }
    @inlinable public static var userhash: STUNAttributeType { STUNAttributeType(rawValue: 0x001E) }
    @inlinable public static var xorMappedAddress: STUNAttributeType { STUNAttributeType(rawValue: 0x0020) }
    @inlinable public static var timerVal: STUNAttributeType { STUNAttributeType(rawValue: 0x0021) }
    @inlinable public static var reservationToken: STUNAttributeType { STUNAttributeType(rawValue: 0x0022) }
    @inlinable public static var priority: STUNAttributeType { STUNAttributeType(rawValue: 0x0024) }
    @inlinable public static var useCandidate: STUNAttributeType { STUNAttributeType(rawValue: 0x0025) }
    @inlinable public static var padding: STUNAttributeType { STUNAttributeType(rawValue: 0x0026) }
    @inlinable public static var responsePort: STUNAttributeType { STUNAttributeType(rawValue: 0x0027) }
    @inlinable public static var connectionID: STUNAttributeType { STUNAttributeType(rawValue: 0x002A) }
    @inlinable public static var additionalAddressFamily: STUNAttributeType { STUNAttributeType(rawValue: 0x8000) }
    @inlinable public static var addressErrorCode: STUNAttributeType { STUNAttributeType(rawValue: 0x8001) }
    @inlinable public static var passwordAlgorithms: STUNAttributeType { STUNAttributeType(rawValue: 0x8002) }
    @inlinable public static var alternateDomain: STUNAttributeType { STUNAttributeType(rawValue: 0x8003) }
    @inlinable public static var icmp: STUNAttributeType { STUNAttributeType(rawValue: 0x8004) }
    @inlinable public static var software: STUNAttributeType { STUNAttributeType(rawValue: 0x8022) }
    @inlinable public static var alternateServer: STUNAttributeType { STUNAttributeType(rawValue: 0x8023) }
    @inlinable public static var transactionTransmitCounter: STUNAttributeType { STUNAttributeType(rawValue: 0x8025) }
    @inlinable public static var cacheTimeout: STUNAttributeType { STUNAttributeType(rawValue: 0x8027) }
    @inlinable public static var fingerprint: STUNAttributeType { STUNAttributeType(rawValue: 0x8028) }
    @inlinable public static var iceControlled: STUNAttributeType { STUNAttributeType(rawValue: 0x8029) }
    @inlinable public static var iceControlling: STUNAttributeType { STUNAttributeType(rawValue: 0x802A) }
    @inlinable public static var responseOrigin: STUNAttributeType { STUNAttributeType(rawValue: 0x802B) }
    @inlinable public static var otherAddress: STUNAttributeType { STUNAttributeType(rawValue: 0x802C) }
    @inlinable public static var ecnCheck: STUNAttributeType { STUNAttributeType(rawValue: 0x802D) }
    @inlinable public static var thirdPartyAuthorization: STUNAttributeType { STUNAttributeType(rawValue: 0x802E) }
    @inlinable public static var mobilityTicket: STUNAttributeType { STUNAttributeType(rawValue: 0x8030) }
    @inlinable public static var ciscoFlowData: STUNAttributeType { STUNAttributeType(rawValue: 0xC000) }
    @inlinable public static var enfFlowDescription: STUNAttributeType { STUNAttributeType(rawValue: 0xC001) }
    @inlinable public static var enfNetworkStatus: STUNAttributeType { STUNAttributeType(rawValue: 0xC002) }
    @inlinable public static var googNetworkInfo: STUNAttributeType { STUNAttributeType(rawValue: 0xC057) }
    @inlinable public static var googLastICECheckReceived: STUNAttributeType { STUNAttributeType(rawValue: 0xC058) }
    @inlinable public static var googMiscInfo: STUNAttributeType { STUNAttributeType(rawValue: 0xC059) }
    @inlinable public static var googObsolete1: STUNAttributeType { STUNAttributeType(rawValue: 0xC05A) }
    @inlinable public static var googConnectionID: STUNAttributeType { STUNAttributeType(rawValue: 0xC05B) }
    @inlinable public static var googDelta: STUNAttributeType { STUNAttributeType(rawValue: 0xC05C) }
    @inlinable public static var googDeltaAck: STUNAttributeType { STUNAttributeType(rawValue: 0xC05D) }
    @inlinable public static var googMessageIntegrity32: STUNAttributeType { STUNAttributeType(rawValue: 0xC060) }
    @inlinable public static var dtlsInSTUN: STUNAttributeType { STUNAttributeType(rawValue: 0xC070) }
    @inlinable public static var dtlsInSTUNAcknowledgement: STUNAttributeType { STUNAttributeType(rawValue: 0xC071) }
}

extension STUNAttributeType: CustomStringConvertible {
    /// The registry's name, or the number.
    public var description: String {
        switch self {
        case .mappedAddress: "MAPPED-ADDRESS"
        case .responseAddress: "RESPONSE-ADDRESS"
        case .changeRequest: "CHANGE-REQUEST"
        case .sourceAddress: "SOURCE-ADDRESS"
        case .changedAddress: "CHANGED-ADDRESS"
        case .username: "USERNAME"
        case .password: "PASSWORD"
        case .messageIntegrity: "MESSAGE-INTEGRITY"
        case .errorCode: "ERROR-CODE"
        case .unknownAttributes: "UNKNOWN-ATTRIBUTES"
        case .reflectedFrom: "REFLECTED-FROM"
        case .channelNumber: "CHANNEL-NUMBER"
        case .lifetime: "LIFETIME"
        case .bandwidth: "BANDWIDTH"
        case .xorPeerAddress: "XOR-PEER-ADDRESS"
        case .data: "DATA"
        case .realm: "REALM"
        case .nonce: "NONCE"
        case .xorRelayedAddress: "XOR-RELAYED-ADDRESS"
        case .requestedAddressFamily: "REQUESTED-ADDRESS-FAMILY"
        case .evenPort: "EVEN-PORT"
        case .requestedTransport: "REQUESTED-TRANSPORT"
        case .dontFragment: "DONT-FRAGMENT"
        case .accessToken: "ACCESS-TOKEN"
        case .messageIntegritySHA256: "MESSAGE-INTEGRITY-SHA256"
        case .passwordAlgorithm: "PASSWORD-ALGORITHM"
        case .userhash: "USERHASH"
        case .xorMappedAddress: "XOR-MAPPED-ADDRESS"
        case .timerVal: "TIMER-VAL"
        case .reservationToken: "RESERVATION-TOKEN"
        case .priority: "PRIORITY"
        case .useCandidate: "USE-CANDIDATE"
        case .padding: "PADDING"
        case .responsePort: "RESPONSE-PORT"
        case .connectionID: "CONNECTION-ID"
        case .additionalAddressFamily: "ADDITIONAL-ADDRESS-FAMILY"
        case .addressErrorCode: "ADDRESS-ERROR-CODE"
        case .passwordAlgorithms: "PASSWORD-ALGORITHMS"
        case .alternateDomain: "ALTERNATE-DOMAIN"
        case .icmp: "ICMP"
        case .software: "SOFTWARE"
        case .alternateServer: "ALTERNATE-SERVER"
        case .transactionTransmitCounter: "TRANSACTION_TRANSMIT_COUNTER"
        case .cacheTimeout: "CACHE-TIMEOUT"
        case .fingerprint: "FINGERPRINT"
        case .iceControlled: "ICE-CONTROLLED"
        case .iceControlling: "ICE-CONTROLLING"
        case .responseOrigin: "RESPONSE-ORIGIN"
        case .otherAddress: "OTHER-ADDRESS"
        case .ecnCheck: "ECN-CHECK STUN"
        case .thirdPartyAuthorization: "THIRD-PARTY-AUTHORIZATION"
        case .mobilityTicket: "MOBILITY-TICKET"
        case .ciscoFlowData: "CISCO-STUN-FLOWDATA"
        case .enfFlowDescription: "ENF-FLOW-DESCRIPTION"
        case .enfNetworkStatus: "ENF-NETWORK-STATUS"
        case .googNetworkInfo: "GOOG-NETWORK-INFO"
        case .googLastICECheckReceived: "GOOG-LAST-ICE-CHECK-RECEIVED"
        case .googMiscInfo: "GOOG-MISC-INFO"
        case .googObsolete1: "GOOG-OBSOLETE-1"
        case .googConnectionID: "GOOG-CONNECTION-ID"
        case .googDelta: "GOOG-DELTA"
        case .googDeltaAck: "GOOG-DELTA-ACK"
        case .googMessageIntegrity32: "GOOG-MESSAGE-INTEGRITY-32"
        case .dtlsInSTUN: "DTLS-IN-STUN"
        case .dtlsInSTUNAcknowledgement: "DTLS-IN-STUN-ACKNOWLEDGEMENT"
        default: "0x" + String(rawValue, radix: 16)
        }
    }
}
