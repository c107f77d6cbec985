import FoundationEssentials
import Testing

/// What is known of a recorded capture from elsewhere: captures/truth.json, which captures/README.md explains.
struct RecordedTruth: Decodable, Sendable {
    var calls: [Call]

    struct Call: Decodable, Sendable {
        /// The side that is the client beyond doubt.
        var client: Side?
        /// What the states may be called, as far as the capture can tell them.
        var dtlsState: [String?]
        var iceState: [String?]
        var srtpCipher: [String?]
        /// As side A has it, then as side B has it; empty if there was none.
        var selectedPair: [Pair]
        var streams: [Stream]
    }

    enum Side: String, Decodable, Sendable {
        case a = "A"
        case b = "B"
    }

    struct Pair: Decodable, Sendable {
        var local: Candidate
        var remote: Candidate
    }

    struct Candidate: Decodable, Sendable {
        /// nil: not to be seen in this capture.
        var type: String?
        var ip: String
        var port: Int
    }

    /// A stream as an independent reading of the same packets has it, and its two ends' own counters.
    struct Stream: Decodable, Sendable {
        var ssrc: String
        var sender: Side
        var packets: Int
        var lost: Int
        var lostAsClientCounts: Int
        var duplicates: Int
        var reordered: Int
        var jitterMs: Jitter?
        /// getStats at the ends, at the last poll before the call's end.
        var clientSent: Int?
        var clientReceived: Int?
        var clientLost: Int?
    }

    struct Jitter: Decodable, Sendable {
        var last: Double
        var mean: Double
        var max: Double
    }

    /// By the capture's name.
    static let all: [String: RecordedTruth] = {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        do {
            return try decoder.decode(
                [String: RecordedTruth].self, from: Data(RecordedCapture.contents(of: "truth.json")))
        } catch {
            Issue.record("captures/truth.json cannot be read: \(error)")
            return [:]
        }
    }()
}
