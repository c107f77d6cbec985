import FoundationEssentials
import Testing

/// What the clients beside a capture's tap said, poll by poll: captures/clients, which captures/README.md explains.
struct ClientPolls: Decodable, Sendable {
    var clients: [Client]

    struct Client: Decodable, Sendable {
        var name: String
        var agent: String
        var address: String
        var states: [String: Double?]
        var srtp: String?
        var streams: [Stream]
        var transport: Transport?
        var pairs: [Transport]
        var checks: Checks?
    }

    /// A column each, a row a poll; columns that the client does not have are nil.
    struct Stream: Decodable, Sendable {
        var ssrc: String
        var kind: String
        var direction: String
        var clockRate: Int?
        var time: [Double]
        var packets: [Int]
        var lost: [Int?]?
        var everyGap: [Int?]?
        var bytes: [Int?]?
        var headerBytes: [Int?]?
        var jitterMs: [Double?]?
    }

    struct Transport: Decodable, Sendable {
        /// Of a pair.
        var local: String?
        var remote: String?
        var time: [Double]
        var packetsSent: [Int]?
        var bytesSent: [Int]
        var packetsReceived: [Int]?
        var bytesReceived: [Int]
    }

    /// Checks of the selected pair: after the one poll, until the other.
    struct Checks: Decodable, Sendable {
        var after: [Double]
        var until: [Double]
        var ms: [Double]
    }

    /// The captures that a client stands beside.
    static let captures: [RecordedCapture] = {
        do {
            return try RecordedCapture.all().filter { FileManager.default.fileExists(atPath: path($0)) }
        } catch {
            Issue.record("captures/ cannot be read: \(error)")
            return []
        }
    }()

    private static func path(_ capture: RecordedCapture) -> String {
        "\(RecordedCapture.folder)/clients/\(stem(capture)).json"
    }

    private static func stem(_ capture: RecordedCapture) -> String {
        capture.name.split(separator: ".").prefix(2).joined(separator: ".")
    }

    init(beside capture: RecordedCapture) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(
            ClientPolls.self, from: Data(RecordedCapture.contents(of: "clients/\(Self.stem(capture)).json")))
    }
}
