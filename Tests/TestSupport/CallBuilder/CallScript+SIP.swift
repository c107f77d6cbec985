public import Wire

/// A SIP call between two user agents, message by message.
public struct SIPScript: Sendable {
    public var callID = "a84b4c76e66710@caller"
    public var caller = Endpoint("192.0.2.10", 5060)
    public var callee = Endpoint("198.51.100.20", 5060)
    public var transport: IPProtocol = .udp
    /// Header lines that every message has.
    public var extraHeaders = ""

    public init() {}

    public var route: Route { Route(caller, callee, over: transport) }

    /// - Parameters:
    ///   - fromCaller: who asks, in the responses too.
    ///   - isWithinDialog: To has a tag.
    func message(
        _ startLine: String, _ sequence: String, fromCaller: Bool, isWithinDialog: Bool, body: String
    ) -> [UInt8] {
        let (alice, bob) = ("<sip:alice@example.org>;tag=a1", "<sip:bob@example.org>")
        let to = fromCaller ? bob + (isWithinDialog ? ";tag=b2" : "") : alice
        let text =
            "\(startLine)\nVia: SIP/2.0/UDP host;branch=z9hG4bK-\(sequence.replacing(" ", with: "-"))\n"
            + "From: \(fromCaller ? alice : bob + ";tag=b2")\nTo: \(to)\nCall-ID: \(callID)\nCSeq: \(sequence)\n"
            + extraHeaders + (body.isEmpty ? "" : "Content-Type: application/sdp\n")
            + "Content-Length: \(body.utf8.count + body.utf8.count { $0 == 10 })\n\n\(body)"
        return Array(text.replacing("\n", with: "\r\n").utf8)
    }
}

extension CallScript {
    /// A request of one of the two: "INVITE", "1".
    public mutating func request(
        _ method: String, _ number: Int, of sip: SIPScript, at time: Double, fromCaller: Bool = true,
        isWithinDialog: Bool = true, body: String = ""
    ) {
        let message = sip.message(
            "\(method) sip:user@example.org SIP/2.0", "\(number) \(method)", fromCaller: fromCaller,
            isWithinDialog: isWithinDialog, body: body)
        send(message, over: fromCaller ? sip.route : sip.route.reversed, at: time)
    }

    /// The answer to a request: "200 OK", "1 INVITE".
    public mutating func respond(
        _ status: String, _ sequence: String, of sip: SIPScript, at time: Double, toCaller: Bool = true,
        body: String = ""
    ) {
        let message = sip.message(
            "SIP/2.0 \(status)", sequence, fromCaller: toCaller, isWithinDialog: true, body: body)
        send(message, over: toCaller ? sip.route.reversed : sip.route, at: time)
    }

    /// INVITE, 180, 200 and ACK, the media's descriptions in the first and the third.
    public mutating func establish(_ sip: SIPScript, at time: Double, offer: String, answer: String) {
        request("INVITE", 1, of: sip, at: time, isWithinDialog: false, body: offer)
        respond("180 Ringing", "1 INVITE", of: sip, at: time + 0.1)
        respond("200 OK", "1 INVITE", of: sip, at: time + 0.2, body: answer)
        request("ACK", 1, of: sip, at: time + 0.25)
    }
}
