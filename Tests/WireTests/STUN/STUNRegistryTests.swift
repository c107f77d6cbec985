import Testing
import Wire

/// IANA "Session Traversal Utilities for NAT (STUN) Parameters", typed from the registry; withdrawn names included.
@Suite("STUN: the IANA registries")
struct STUNRegistryTests {
    private static let attributes: [(UInt16, String)] = [
        (0x0001, "MAPPED-ADDRESS"),
        (0x0002, "RESPONSE-ADDRESS"),
        (0x0003, "CHANGE-REQUEST"),
        (0x0004, "SOURCE-ADDRESS"),
        (0x0005, "CHANGED-ADDRESS"),
        (0x0006, "USERNAME"),
        (0x0007, "PASSWORD"),
        (0x0008, "MESSAGE-INTEGRITY"),
        (0x0009, "ERROR-CODE"),
        (0x000A, "UNKNOWN-ATTRIBUTES"),
        (0x000B, "REFLECTED-FROM"),
        (0x000C, "CHANNEL-NUMBER"),
        (0x000D, "LIFETIME"),
        (0x0010, "BANDWIDTH"),
        (0x0012, "XOR-PEER-ADDRESS"),
        (0x0013, "DATA"),
        (0x0014, "REALM"),
        (0x0015, "NONCE"),
        (0x0016, "XOR-RELAYED-ADDRESS"),
        (0x0017, "REQUESTED-ADDRESS-FAMILY"),
        (0x0018, "EVEN-PORT"),
        (0x0019, "REQUESTED-TRANSPORT"),
        (0x001A, "DONT-FRAGMENT"),
        (0x001B, "ACCESS-TOKEN"),
        (0x001C, "MESSAGE-INTEGRITY-SHA256"),
        (0x001D, "PASSWORD-ALGORITHM"),
        (0x001E, "USERHASH"),
        (0x0020, "XOR-MAPPED-ADDRESS"),
        (0x0021, "TIMER-VAL"),
        (0x0022, "RESERVATION-TOKEN"),
        (0x0024, "PRIORITY"),
        (0x0025, "USE-CANDIDATE"),
        (0x0026, "PADDING"),
        (0x0027, "RESPONSE-PORT"),
        (0x002A, "CONNECTION-ID"),
        (0x8000, "ADDITIONAL-ADDRESS-FAMILY"),
        (0x8001, "ADDRESS-ERROR-CODE"),
        (0x8002, "PASSWORD-ALGORITHMS"),
        (0x8003, "ALTERNATE-DOMAIN"),
        (0x8004, "ICMP"),
        (0x8022, "SOFTWARE"),
        (0x8023, "ALTERNATE-SERVER"),
        (0x8025, "TRANSACTION_TRANSMIT_COUNTER"),
        (0x8027, "CACHE-TIMEOUT"),
        (0x8028, "FINGERPRINT"),
        (0x8029, "ICE-CONTROLLED"),
        (0x802A, "ICE-CONTROLLING"),
        (0x802B, "RESPONSE-ORIGIN"),
        (0x802C, "OTHER-ADDRESS"),
        (0x802D, "ECN-CHECK STUN"),
        (0x802E, "THIRD-PARTY-AUTHORIZATION"),
        (0x8030, "MOBILITY-TICKET"),
        (0xC000, "CISCO-STUN-FLOWDATA"),
        (0xC001, "ENF-FLOW-DESCRIPTION"),
        (0xC002, "ENF-NETWORK-STATUS"),
        (0xC057, "GOOG-NETWORK-INFO"),
        (0xC058, "GOOG-LAST-ICE-CHECK-RECEIVED"),
        (0xC059, "GOOG-MISC-INFO"),
        (0xC05A, "GOOG-OBSOLETE-1"),
        (0xC05B, "GOOG-CONNECTION-ID"),
        (0xC05C, "GOOG-DELTA"),
        (0xC05D, "GOOG-DELTA-ACK"),
        (0xC060, "GOOG-MESSAGE-INTEGRITY-32"),
        (0xC070, "DTLS-IN-STUN"),
        (0xC071, "DTLS-IN-STUN-ACKNOWLEDGEMENT"),
    ]

    private static let methods: [(UInt16, String)] = [
        (0x001, "Binding"), (0x002, "SharedSecret"), (0x003, "Allocate"), (0x004, "Refresh"), (0x006, "Send"),
        (0x007, "Data"), (0x008, "CreatePermission"), (0x009, "ChannelBind"), (0x00A, "Connect"),
        (0x00B, "ConnectionBind"), (0x00C, "ConnectionAttempt"), (0x080, "GOOG-PING"),
    ]

    private static let errors: [(UInt16, String)] = [
        (300, "Try Alternate"), (400, "Bad Request"), (401, "Unauthenticated"), (403, "Forbidden"),
        (405, "Mobility Forbidden"), (420, "Unknown Attribute"), (437, "Allocation Mismatch"), (438, "Stale Nonce"),
        (440, "Address Family not Supported"), (441, "Wrong Credentials"), (442, "Unsupported Transport Protocol"),
        (443, "Peer Address Family Mismatch"), (446, "Connection Already Exists"),
        (447, "Connection Timeout or Failure"), (486, "Allocation Quota Reached"), (487, "Role Conflict"),
        (500, "Server Error"), (508, "Insufficient Capacity"),
    ]

    @Test func `every attribute has its registered name, and no other number has one`() {
        let names = Dictionary(uniqueKeysWithValues: Self.attributes)
        for value in UInt16.min...UInt16.max {
            let expected = names[value] ?? "0x" + String(value, radix: 16)
            if STUNAttributeType(rawValue: value).description != expected {
                Issue.record("0x\(String(value, radix: 16)) is not \(expected)")
            }
        }
    }

    @Test func `every method has its registered name, and no other number has one`() {
        let names = Dictionary(uniqueKeysWithValues: Self.methods)
        for value in UInt16(0)...0xFFF {
            #expect(STUNMethod(rawValue: value).description == names[value] ?? "0x" + String(value, radix: 16))
        }
    }

    @Test func `every error code has its registered name, and no other number has one`() {
        let names = Dictionary(uniqueKeysWithValues: Self.errors)
        for value in UInt16(300)...699 {
            #expect(STUNErrorCode(rawValue: value).description == "\(value)" + (names[value].map { " \($0)" } ?? ""))
        }
    }

    @Test func `comprehension is required below 0x8000`() {
        #expect(STUNAttributeType.useCandidate.isComprehensionRequired)
        #expect(!STUNAttributeType.iceControlled.isComprehensionRequired)
    }
}
