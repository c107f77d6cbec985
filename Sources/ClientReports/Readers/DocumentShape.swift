import Report

/// What a JSON value is, told by what is in it.
enum DocumentShape {
    /// The documented API's, or its inner object alone.
    case documented(ClientReportShape)
    case payload
    case accountEntry
    /// One element of a payload's `stats`.
    case interval
    case frame
    case timelineEntry
    /// Entries of getStats with or without a time around.
    case snapshot
    /// Snapshots with what else was recorded.
    case bundle
    case internalsDump
    /// Several of any shape: an array, or the page of an API.
    case list

    /// As failures list them.
    static let names =
        "a Call Report Stats API response, an SDK's call report, a page of the account API, debug frames or their timeline, "
        + "getStats() results, a webrtc-internals dump"

    init?(_ value: JSONValue) {
        switch value {
        case .array: self = Self.areEntries(value) ? .snapshot : .list
        case .object:
            guard let shape = Self.ofObject(value) else { return nil }
            self = shape
        default: return nil
        }
    }

    private static func ofObject(_ value: JSONValue) -> DocumentShape? {
        if case .object? = value["PeerConnections"] { return .internalsDump }
        if value["event"]?.string != nil {
            if case .array? = value["data"] { return .list }
            let isFrame = value["tag"] == nil && value["event"]?.string?.hasPrefix("telnyx.stats") == true
            return isFrame && value["data"] != nil ? .frame : .timelineEntry
        }
        if let data = value["data"] {
            switch data {
            case .array: return .list
            case .object: return documented(data).map { .documented($0) } ?? (isPayload(data) ? .accountEntry : nil)
            default: break
            }
        }
        if isPayload(value) {
            return value.keys.contains { PayloadReader.accountIdentifiers.contains($0) } ? .accountEntry : .payload
        }
        if value["intervalEndUtc"] != nil || value["intervalStartUtc"] != nil { return .interval }
        if DebugFrameReader.entryNames.contains(where: { value[$0] != nil }) { return .frame }
        if isBundle(value) { return .bundle }
        if isSnapshot(value) || areEntries(value) { return .snapshot }
        if let shape = documented(value) { return .documented(shape) }
        return isFrame(value) ? .frame : nil
    }

    private static func documented(_ value: JSONValue) -> ClientReportShape? {
        let isCall =
            switch (value["segments"], value["call"]) {
            case (.array?, _), (_, .object?): true
            default: false
            }
        if isCall { return .documentedCall }
        let transport = value["transport"]
        let isICE =
            value["ice_data"] != nil || value["selected_pair"] != nil || transport?["dtls_state"] != nil
            || transport?["ice_state"] != nil || areCandidates(value["candidates"])
        return isICE ? .documentedICE : nil
    }

    private static func areCandidates(_ value: JSONValue?) -> Bool {
        guard case .array(let elements)? = value else { return false }
        return elements.allSatisfy { $0["type"] != nil || $0["ip"] != nil }
    }

    private static func isPayload(_ value: JSONValue) -> Bool {
        if case .object? = value["summary"] { return true }
        if value["call_report_id"] != nil { return true }
        switch value["stats"] {
        case .object?: return isInterval(value["stats"])
        case .array(let elements)?: return elements.contains { isInterval($0) }
        default: return false
        }
    }

    private static func isInterval(_ value: JSONValue?) -> Bool {
        guard let value else { return false }
        return value["intervalEndUtc"] != nil || value["intervalStartUtc"] != nil || value["audio"] != nil
            || (value["connection"] != nil && value["type"] == nil)
    }

    private static func isBundle(_ value: JSONValue) -> Bool {
        guard case .array(let elements)? = value["stats"] else { return false }
        if elements.isEmpty { return value["events"] != nil || value["sdp"] != nil }
        return elements.contains { isSnapshot($0) || areEntries($0) }
    }

    private static func isSnapshot(_ value: JSONValue) -> Bool {
        switch value["report"] {
        case .array?, .object?: return value["type"] == nil
        default: break
        }
        return value["stats"].map { areEntries($0) } ?? false
    }

    /// An array or a map of getStats entries.
    static func areEntries(_ value: JSONValue) -> Bool {
        switch value {
        case .array(let elements): elements.contains { isEntry($0) }
        case .object(let members): members.contains { isEntry($0.value) }
        default: false
        }
    }

    private static func isEntry(_ value: JSONValue) -> Bool {
        guard let type = value["type"]?.string else { return false }
        return KnownFields.types.contains(type) || KnownFields.otherTypes.contains(type)
    }

    /// The debug stream's, or the flat one of the documentation, or its last event.
    static func isFrame(_ value: JSONValue) -> Bool {
        if DebugFrameReader.entryNames.contains(where: { value[$0] != nil }) { return true }
        if isSummary(value) { return true }
        let figures = ["rtt", "jitter", "packetLoss", "packetsReceived", "packetsSent", "bytesReceived", "bytesSent"]
        return value["timestamp"] != nil && figures.contains { value[$0] != nil }
    }

    /// telnyx.stats.report as documented.
    static func isSummary(_ value: JSONValue) -> Bool { value["callId"] != nil && value["duration"] != nil }
}
