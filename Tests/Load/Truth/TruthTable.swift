import Wire

/// What a load holds, as tables: tab-separated, a line of names first.
public struct TruthTable: Sendable {
    /// A line for each stream, and one for each call.
    public var streams: [UInt8] = []
    public var calls: [UInt8] = []

    static let header = TruthTable(
        streams: line([
            "call", "source", "destination", "ssrc", "payload_type", "clock_rate", "first_sequence", "packets", "lost",
            "duplicates", "reordered", "first_time", "last_time", "jitter_last_ms", "jitter_mean_ms", "jitter_max_ms",
            "cut",
        ]),
        calls: line([
            "call", "client", "far_end", "client_ufrag", "far_end_ufrag", "dtls", "srtp", "first_time", "last_time",
            "frames", "cut",
        ]))

    public var isEmpty: Bool { streams.isEmpty && calls.isEmpty }

    static func line(_ fields: [String]) -> [UInt8] { Array((fields.joined(separator: "\t") + "\n").utf8) }

    /// Seconds since 1970, all nine digits.
    static func time(_ nanoseconds: Int64) -> String {
        let rest = String(nanoseconds % 1_000_000_000)
        return "\(nanoseconds / 1_000_000_000).\(String(repeating: "0", count: 9 - rest.count))\(rest)"
    }

    /// To a ten-thousandth.
    static func decimal(_ value: Double) -> String {
        let parts = (value * 10_000).rounded()
        let rest = String(Int(parts) % 10_000)
        return "\(Int(parts) / 10_000).\(String(repeating: "0", count: 4 - rest.count))\(rest)"
    }

    mutating func append(_ stream: MediaStream, of call: LoadCall, isCut: Bool) {
        let truth = stream.truth
        // The capture may end before a stream begins.
        guard truth.packets > 0 else { return }
        let (client, server) = (call.client.description, call.server.description)
        let jitter = truth.jitterMilliseconds
        streams += Self.line([
            String(call.number), stream.isForward ? client : server, stream.isForward ? server : client,
            hexadecimal(stream.ssrc), String(stream.payloadType), String(stream.clockRate),
            String(truth.first & 0xFFFF), String(truth.packets), String(truth.lost), String(truth.duplicates),
            String(truth.reordered), Self.time(truth.firstTime), Self.time(truth.lastTime), Self.decimal(jitter.last),
            Self.decimal(jitter.mean), Self.decimal(jitter.maximum), isCut ? "1" : "0",
        ])
    }

    mutating func append(_ call: LoadCall, isCut: Bool) {
        guard call.frames > 0 else { return }
        calls += Self.line([
            String(call.number), call.client.description, call.server.description, call.checks.clientFragment,
            call.checks.serverFragment, call.handshake.isVersion13 ? "1.3" : "1.2",
            call.handshake.isAEAD ? "AEAD_AES_128_GCM" : "AES_CM_128_HMAC_SHA1_80", Self.time(call.firstTime),
            Self.time(call.lastTime), String(call.frames), isCut ? "1" : "0",
        ])
    }

    private func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
    }
}
