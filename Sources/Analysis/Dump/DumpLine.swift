import Report
import Wire

/// What is said of one frame.
struct DumpLine: JSONRepresentable {
    var frame: UInt64
    var time: Timestamp
    /// `udp 192.0.2.1:5000 > 192.0.2.2:6000`, with the TURN server in between where it relays; nil without IP.
    var path: String?
    var from: String?
    var to: String?
    var name = "other"
    var summary = ""
    var decoded: DecodedFields
    var error: WireError?

    func write(to json: inout JSONWriter) {
        json.object {
            $0.member("frame", frame)
            $0.member("time", NanosecondTime(time))
            $0.member("path", path)
            $0.member("from", from)
            $0.member("to", to)
            $0.member("protocol", name)
            $0.member("summary", summary)
            $0.member("decoded", decoded)
            $0.member("error", error?.fields)
        }
    }

    /// The ends of the way, and what lies between them.
    mutating func setPath(_ transport: String, _ hops: [String]) {
        path = "\(transport) " + hops.joined(separator: " > ")
        from = hops.first
        to = hops.last
    }
}

/// Unix seconds with all digits of the capture.
private struct NanosecondTime: JSONRepresentable {
    let time: Timestamp

    init(_ time: Timestamp) { self.time = time }

    func write(to json: inout JSONWriter) { json.fixedPoint(time.nanoseconds, decimals: 9) }

    static var isJSONScalar: Bool { true }
}
