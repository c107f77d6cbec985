import ICE
import Media
import Wire

/// How much would be lost with a call in progress, for the choice of those that make way.
struct CallStanding {
    enum Rank: Int, Comparable {
        /// Packets of one side alone and no media to speak of: what spoofed and scanning packets make.
        case unanswered
        /// Both sides were seen.
        case answered
        /// Media that goes on.
        case established

        static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    /// Packets of a stream that no scan sends by accident: a second of audio.
    static let packetsOfMedia: Int64 = 50

    var call: CallHandle
    var rank = Rank.unanswered
    var last: Moment
    var paths = 0
    var bytes = 0

    /// Those that make way first stand first.
    static func makesWayFirst(_ one: CallStanding, _ other: CallStanding) -> Bool {
        one.rank != other.rank ? one.rank < other.rank : one.last < other.last
    }
}

extension Analyzer {
    /// What a call is worth and what its facts take, about.
    ///
    /// It reads paths and trackers where they lie: a copy of each would cost more than all the rest.
    mutating func standing(of call: CallHandle) -> CallStanding {
        var standing = CallStanding(call: call, last: Moment(.distantPast, frame: 0))
        standing.paths = calls[call].paths.count
        standing.bytes = CallTable.bytes(of: calls[call])
        var sides = (forward: false, backward: false)
        for handle in calls[call].paths {
            standing.last = max(standing.last, paths[handle].last)
            standing.bytes += MemoryLayout<Path>.stride + 16
            standing.bytes += paths[handle].forward.srtcp.heapBytes + paths[handle].backward.srtcp.heapBytes
            if let tracker = paths[handle].checks {
                standing.bytes += MemoryLayout<PairTracker>.stride + checks[tracker].heapBytes
            }
            if let tracker = paths[handle].handshake {
                standing.bytes += MemoryLayout<DTLSAssociationTracker>.stride + handshakes[tracker].heapBytes
            }
            if let tracker = paths[handle].control {
                standing.bytes += MemoryLayout<RTCPTracker>.stride + controls[tracker].heapBytes
            }
            sides.forward = sides.forward || paths[handle].hasSignalling(isForward: true)
            sides.backward = sides.backward || paths[handle].hasSignalling(isForward: false)
            let streamHandles = paths[handle].streams
            standing.bytes += streamHandles.heapBytes
            for stream in streamHandles {
                standing.bytes += bytes(of: stream)
                let last = streams[stream].tracker.last
                standing.last = max(standing.last, Moment(last.time, frame: last.frame))
                if streams[stream].isForward { sides.forward = true } else { sides.backward = true }
                if streams[stream].tracker.sequence.unique >= CallStanding.packetsOfMedia {
                    standing.rank = .established
                }
            }
        }
        if standing.rank == .unanswered, sides.forward, sides.backward { standing.rank = .answered }
        return standing
    }

    /// With its place among those of its SSRC.
    private mutating func bytes(of stream: Int32) -> Int {
        StreamPool.bytesPerStream + 128 + streams[stream].tracker.heapBytes
    }
}

extension Path {
    @inline(__always)
    fileprivate func hasSignalling(isForward: Bool) -> Bool {
        isForward
            ? forward.stun.packets | forward.dtls.packets | forward.rtcp.packets != 0
            : backward.stun.packets | backward.dtls.packets | backward.rtcp.packets != 0
    }
}
