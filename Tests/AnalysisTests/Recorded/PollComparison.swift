import Report
import Testing

/// A client's counters at its polls, and the report's at the same moments.
///
/// A packet counts at the client a little before or after it passes the tap. So where the packets differ at the poll's own
/// time, the frames nearby are looked at for one after which they agree; there all else must agree, too.
struct PollComparison {
    /// Figures of one moment.
    struct Figures {
        var packets: Int?
        var bytes: Int?
        var lost: Int?
        var headerBytes: Int?
        var jitterMilliseconds: Double?
    }

    /// One of a client's series.
    struct Series {
        var name: String
        var times: [Double]
        var client: [Figures]
        /// Whether the report has these figures, and which.
        var network: ([CallReport]) -> Figures?
    }

    /// A poll, with the report's figures at its own time and where the packets are the client's.
    struct Poll {
        var client: Figures
        var then: Figures?
        var agreed: Figures?
        /// From the poll to the packet in flight that is furthest away, in s.
        var inFlight: Double?
    }

    /// How far from a poll its packets may be found, in s.
    static let window = 0.025

    var polls: [[Poll]]
    /// At the capture's end.
    var reports: [CallReport]

    init(_ series: [Series], _ capture: CaptureSnapshots) {
        polls = series.map { $0.client.map { Poll(client: $0) } }
        var wanted: [Int: [(series: Int, poll: Int)]] = [:]
        for (index, series) in series.enumerated() {
            for (poll, time) in series.times.enumerated() {
                wanted[capture.count(upTo: time), default: []].append((index, poll))
            }
        }
        var polls = polls
        reports = capture.reports(after: Set(wanted.keys)) { count, reports in
            for (index, poll) in wanted[count] ?? [] {
                let figures = series[index].network(reports)
                polls[index][poll].then = figures
                if polls[index][poll].client.isSameMoment(figures) {
                    polls[index][poll].agreed = figures
                    polls[index][poll].inFlight = 0
                }
            }
        }
        // Once more, for those that did not agree at once.
        wanted = [:]
        for (index, series) in series.enumerated() {
            for (poll, time) in series.times.enumerated() where polls[index][poll].agreed == nil {
                for count in capture.count(upTo: time - Self.window)...capture.count(upTo: time + Self.window) {
                    wanted[count, default: []].append((index, poll))
                }
            }
        }
        if !wanted.isEmpty {
            _ = capture.reports(after: Set(wanted.keys)) { count, reports in
                for (index, poll) in wanted[count] ?? [] {
                    let figures = series[index].network(reports)
                    guard polls[index][poll].client.isSameMoment(figures) else { continue }
                    let time = series[index].times[poll]
                    // The last packet that the client had already, or the first that it had not.
                    let distance = capture.times[count > capture.count(upTo: time) ? count - 1 : count] - time
                    guard abs(distance) < abs(polls[index][poll].inFlight ?? .infinity) else { continue }
                    polls[index][poll].agreed = figures
                    polls[index][poll].inFlight = distance
                }
            }
        }
        self.polls = polls
    }
}

extension PollComparison.Figures {
    /// Whether both had the same packets; where a client counts none, the same bytes.
    fileprivate func isSameMoment(_ other: PollComparison.Figures?) -> Bool {
        guard let other else { return false }
        return packets.map { $0 == other.packets } ?? (bytes == other.bytes)
    }
}
