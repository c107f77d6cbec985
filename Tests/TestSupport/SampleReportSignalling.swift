import Report

extension SampleReport {
    static var signalling: SignallingReport {
        let caller = TransportAddress(ip: "192.0.2.1", port: 5060)
        let called = TransportAddress(ip: "192.0.2.2", port: 5060)
        let section = MediaSectionReport(
            kind: "audio", transport: "RTP/SAVP", endpoint: TransportAddress(ip: "192.0.2.1", port: 40_000),
            controlEndpoint: TransportAddress(ip: "192.0.2.1", port: 40_001), direction: "sendrecv",
            codecs: ["111 opus/48000", "0 PCMU/8000"], candidates: 1, keying: .sdes)
        let second = UnixTime(nanoseconds: 1_800_000_000_000_000_000)
        return SignallingReport(
            dialogs: [
                SIPDialogReport(
                    callID: "a84b4c76e66710", from: "sip:alice@example.org", to: "sip:bob@example.org",
                    callerSide: .client, callerSoftware: "phone 1", calleeSoftware: "server 2", state: .ended,
                    messages: [
                        SIPMessageReport(
                            time: second, frame: 1, message: "INVITE", sequence: "1 INVITE", from: caller, to: called,
                            repetitions: 1)
                    ], omittedMessages: 0,
                    descriptions: [
                        SessionDescriptionReport(
                            role: .offer, side: .client, time: second, frame: 1, media: [section], unreadableLines: 1)
                    ])
            ],
            given: [SessionDescriptionReport(side: .farEnd, file: "answer.sdp", media: [section])])
    }
}
