import Report
import Wire

/// What a packet is, for people and for programs.
struct PacketDescription {
    /// The innermost protocol: the line's `protocol`.
    var name: String
    /// The key of `fields` in what carries it: the outermost protocol described here.
    var layer: String
    /// One line.
    var summary: String
    var fields: DecodedFields
    var error: WireError?
    /// What a TURN message says of the way that its content takes.
    var turn: TURNHop?

    init(_ name: String, _ summary: String, _ fields: DecodedFields, error: WireError? = nil) {
        self.name = name
        layer = name
        self.summary = summary
        self.fields = fields
        self.error = error
    }

    /// As the value of `inner`: its fields under its layer.
    var nested: DecodedFields { [layer: fields] }
}

enum TURNHop {
    /// A Send indication, client to peer.
    case toPeer(Endpoint)
    /// A Data indication, peer to client.
    case fromPeer(Endpoint)
    case channel(ChannelNumber)
    /// A ChannelBind request.
    case bind(ChannelNumber, Endpoint)
}
