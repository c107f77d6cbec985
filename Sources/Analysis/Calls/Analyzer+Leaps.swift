import Media
import Wire

// Where the time stamps leap ahead, either the clock was set or the capture holds nothing of that time: streams tell, as
// they number and stamp their packets by clocks of their own.
extension Analyzer {
    /// What the streams do after a leap is looked at when so much time has passed; until then no call ends.
    static var leapPatience: Int64 { 2_000_000_000 }
    /// Streams whose last packet before a leap is no older are expected to go on.
    private static var recent: Int64 { 1_000_000_000 }
    /// A clock of RTP ticks 8000 times a second at least (RFC 3551 6): a tenth of that is a clock that stood.
    private static var standingTicksPerSecond: Double { 800 }

    /// Judges the last leap, if that is still to be done.
    mutating func settleLeap() {
        guard let leap = clock.leap else { return }
        var (wentOn, others) = (0, 0)
        for stream in calls.handles.flatMap({ calls[$0].paths }).flatMap({ paths[$0].streams }) {
            let tracker = streams[stream].tracker
            if tracker.last.frame < leap.frame {
                if leap.before.nanoseconds(since: tracker.last.time) <= Self.recent { others += 1 }
            } else if tracker.first.frame < leap.frame {
                if Self.standsStill(tracker, over: leap) { wentOn += 1 } else { others += 1 }
            }
        }
        clock.settleLeap(clockWasSet: wentOn > others)
        forgetKnownActivity()
    }

    /// Whether a stream went on after the leap as if no time had passed.
    private static func standsStill(_ tracker: StreamTracker, over leap: CaptureClock.Leap) -> Bool {
        guard let gap = tracker.gaps.longest, gap.frameBefore < leap.frame, gap.frameAfter >= leap.frame else {
            return false
        }
        return gap.missing < ArrivalGapTracker.remarkableMissing
            && abs(Double(gap.ticks)) < standingTicksPerSecond * Double(leap.nanoseconds) / 1e9
    }

    /// Calls are to be looked at anew: the times that are known of them are not those of the clock any more.
    mutating func forgetKnownActivity() {
        for call in calls.handles { calls[call].knownActivity = .distantPast }
        nextSweep = .distantPast
    }
}
