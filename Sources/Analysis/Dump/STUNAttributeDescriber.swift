import Report
import Wire

enum STUNAttributeDescriber {
    static func describe(_ attribute: STUNAttribute, of message: STUNMessage, in bytes: Span<UInt8>) -> DecodedFields {
        var fields: DecodedFields = [
            "type": attribute.type.description, "number": HexText.number(attribute.type.rawValue, digits: 4),
            "length": attribute.value.count,
        ]
        if let value = value(attribute, of: message, in: bytes) {
            fields.add("value", value)
        } else if attribute.type != .data {
            // Unknown, or not of the shape that its type asks for.
            fields.add("hex", HexText.bytes(bytes.extracting(attribute.value)))
        }
        return fields
    }

    private static func value(
        _ attribute: STUNAttribute, of message: STUNMessage, in bytes: Span<UInt8>
    ) -> (any JSONRepresentable)? {
        switch attribute.type {
        case .mappedAddress, .responseAddress, .sourceAddress, .changedAddress, .reflectedFrom, .xorMappedAddress,
            .xorPeerAddress, .xorRelayedAddress, .alternateServer, .responseOrigin, .otherAddress:
            return attribute.address(in: bytes, of: message.transactionID)?.description
        case .username, .realm, .nonce, .software, .alternateDomain, .thirdPartyAuthorization:
            return attribute.text(in: bytes)
        case .priority, .lifetime, .connectionID: return attribute.uint32(in: bytes).map { Int($0) }
        case .fingerprint: return attribute.uint32(in: bytes).map { HexText.number($0, digits: 8) }
        case .iceControlled, .iceControlling: return attribute.uint64(in: bytes).map { HexText.number($0, digits: 16) }
        case .useCandidate, .dontFragment: return attribute.value.isEmpty ? true : nil
        case .errorCode: return attribute.errorCode(in: bytes).map { errorFields($0, attribute, bytes) }
        case .unknownAttributes: return types(attribute, bytes)
        case .channelNumber: return attribute.channelNumber(in: bytes).map { HexText.number($0.rawValue, digits: 4) }
        case .requestedTransport: return attribute.requestedTransport(in: bytes)?.dumpName
        case .requestedAddressFamily, .additionalAddressFamily: return family(attribute, bytes)
        case .transactionTransmitCounter:
            return attribute.transmitCounter(in: bytes).map { counter -> DecodedFields in
                ["request": Int(counter.request), "response": Int(counter.response)]
            }
        case .googNetworkInfo:
            return attribute.networkInfo(in: bytes).map { info -> DecodedFields in
                ["id": Int(info.id), "cost": Int(info.cost)]
            }
        default: return nil
        }
    }

    private static func errorFields(
        _ code: STUNErrorCode, _ attribute: STUNAttribute, _ bytes: Span<UInt8>
    ) -> DecodedFields {
        let phrase = bytes.extracting(attribute.value.lowerBound + 4..<attribute.value.upperBound)
        return [
            "code": Int(code.rawValue), "name": code.description,
            "reason": String(decoding: phrase.copied(), as: UTF8.self),
        ]
    }

    /// UNKNOWN-ATTRIBUTES (RFC 8489 14.9): a list of types.
    private static func types(_ attribute: STUNAttribute, _ bytes: Span<UInt8>) -> [String] {
        stride(from: attribute.value.lowerBound, to: attribute.value.upperBound - 1, by: 2).map {
            STUNAttributeType(rawValue: bytes.uint16(at: $0)).description
        }
    }

    /// RFC 8656 18.6: 1 is IPv4, 2 is IPv6.
    private static func family(_ attribute: STUNAttribute, _ bytes: Span<UInt8>) -> String? {
        guard attribute.value.count == 4 else { return nil }
        switch bytes[attribute.value.lowerBound] {
        case 1: return "IPv4"
        case 2: return "IPv6"
        default: return nil
        }
    }
}
