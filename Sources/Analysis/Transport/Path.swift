import ICE
import Media
import Wire

/// Two endpoints that exchange STUN, DTLS, RTP or RTCP, and what was seen of it in each direction.
struct Path {
    var key: PathKey
    /// Whether it is found by its key; not so once a new call took over its endpoints.
    var isListed = true
    /// The call it belongs to, as far as is known now.
    var call: CallHandle
    var forward = Direction()
    var backward = Direction()
    var first: Moment
    /// The last datagram other than RTP: that is the streams' to say.
    var last: Moment
    /// Handles into the analyzer's pools; nil where the path carried no such thing.
    var checks: Int32?
    var handshake: Int32?
    var control: Int32?
    var streams: [Int32] = []
    /// Streams at once: a conference has some hundreds, a scan without number.
    static var streamCapacity: Int { 1024 }
    /// STUN, DTLS or an accepted stream: what looks like RTP here probably is.
    var hasContext = false
    /// Its client asks a STUN or TURN server.
    var isGathering = false
    /// Which end is the client of the TURN server at the other.
    var clientIsLower: Bool?
    /// The snap length cut DTLS records: the handshake cannot be followed.
    var hasCutHandshake = false
    /// It leads to a peer, not to a STUN or TURN server: checks, DTLS or media.
    var leadsToPeer = false
    /// `CheckCredentials.sessionKey` of the last check: the next one mostly has the same.
    var recentSession: UInt64?
    /// The TURN channel that carried data last, and its peer.
    var recentChannel: (number: ChannelNumber, peer: Endpoint)?
    /// Payload hashes of the last datagrams that were no RTP, against those that the capture saw twice.
    var recentDatagrams = RecentDatagrams()

    /// Datagrams of one protocol.
    struct Count: BitwiseCopyable {
        var packets: Int64 = 0
        /// UDP payload.
        var bytes: Int64 = 0
        /// The longest one's UDP payload.
        var longest: Int64 = 0
        var first: Moment?
        var last: Moment?

        mutating func append(_ other: Count) {
            packets &+= other.packets
            bytes &+= other.bytes
            longest = max(longest, other.longest)
            first = Moment.earliest(first, other.first)
            last = Moment.latest(last, other.last)
        }

        @inline(__always)
        mutating func add(_ length: Int, at moment: Moment) {
            packets &+= 1
            bytes &+= Int64(length)
            longest = max(longest, Int64(length))
            if first == nil { first = moment }
            last = moment
        }
    }

    struct Direction {
        var rtcp = Count()
        var dtls = Count()
        var stun = Count()
        /// Of the first packet.
        var timeToLive: UInt8?
        var srtcp = SRTCPTracker()
    }

    init(key: PathKey, call: CallHandle, at moment: Moment) {
        self.key = key
        self.call = call
        first = moment
        last = moment
    }

    /// What a removed path's slot holds.
    static var vacant: Path {
        let nowhere = Endpoint(.unspecified, 0)
        var path = Path(
            key: PathKey(lower: nowhere, upper: nowhere, transport: .udp, relay: nil), call: CallHandle(index: -1),
            at: Moment(.distantPast, frame: 0))
        path.isListed = false
        return path
    }

    subscript(isForward isForward: Bool) -> Direction {
        @inline(__always) get { isForward ? forward : backward }
        @inline(__always) _modify {
            if isForward { yield &forward } else { yield &backward }
        }
    }

    /// The endpoint that sends in a direction.
    func source(isForward: Bool) -> Endpoint { isForward ? key.lower : key.upper }
    func destination(isForward: Bool) -> Endpoint { isForward ? key.upper : key.lower }
}

/// One SSRC on one path in one direction.
struct PathStream {
    /// First, beside what every packet touches of the tracker.
    let flow: StreamFlow
    var path: PathHandle
    var isForward: Bool
    var tracker: StreamTracker
    /// Its source said goodbye (RFC 3550 6.6).
    var hasLeft = false
}
