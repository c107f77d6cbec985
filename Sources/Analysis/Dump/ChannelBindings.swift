import Wire

/// Which peer a TURN channel leads to, by the ChannelBind requests so far (RFC 8656 12).
struct ChannelBindings {
    private static let maximumCount = 4096

    private struct Key: Hashable {
        var client: Endpoint
        var server: Endpoint
        var channel: ChannelNumber
    }

    private var peers: [Key: Endpoint] = [:]

    mutating func bind(_ channel: ChannelNumber, to peer: Endpoint, by client: Endpoint, at server: Endpoint) {
        // More channels than any server gives: start anew rather than grow.
        if peers.count >= ChannelBindings.maximumCount { peers.removeAll() }
        peers[Key(client: client, server: server, channel: channel)] = peer
    }

    /// The endpoints that a ChannelData message passes, its peer's among them; just the two where the channel's binding
    /// was not seen.
    func hops(of channel: ChannelNumber, from source: Endpoint, to destination: Endpoint) -> [Endpoint] {
        if let peer = peers[Key(client: source, server: destination, channel: channel)] {
            return [source, destination, peer]
        }
        if let peer = peers[Key(client: destination, server: source, channel: channel)] {
            return [peer, source, destination]
        }
        return [source, destination]
    }
}
