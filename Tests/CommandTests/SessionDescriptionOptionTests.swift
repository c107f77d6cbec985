import Testing

@Suite("Session descriptions given by file")
struct SessionDescriptionOptionTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(SmallCapture.call(), to: "call.pcap")
        try folder.write(Array("v=0\na=ice-ufrag:abcd\nm=audio 9 RTP/AVP 0\n".utf8), to: "offer.sdp")
        try folder.write(Array("v=0\na=ice-ufrag:wxyz\nm=audio 9 RTP/AVP 0\n".utf8), to: "other.sdp")
        try folder.write(Array("{}".utf8), to: "wrong.sdp")
    }

    @Test("Offer and answer are matched, and one that fits no call is said in one sentence")
    func matching() throws {
        let run = try CommandRun(
            "report", "--format", "ndjson", "--sdp", "offer.sdp", "--sdp", "other.sdp", "call.pcap", in: folder)
        #expect(run.status == 0 && run.text.contains(#""file":"offer.sdp""#) && !run.text.contains("other.sdp"))
        #expect(
            run.errors
                == "callwitness: other.sdp: no call in the capture has the addresses, credentials or streams of this "
                + "session description.\n")
    }

    @Test(
        "A file that is missing or no session description is exit code 2 and one sentence",
        arguments: [
            ("wrong.sdp", "wrong.sdp is no session description: it does not begin with 'v=0'."),
            ("none.sdp", "none.sdp: it cannot be opened: No such file or directory."),
            (".", ".: it cannot be read: Is a directory."),
        ])
    func unreadable(name: String, sentence: String) throws {
        let run = try CommandRun("report", "--sdp", name, "call.pcap", in: folder)
        #expect(run.status == 2 && run.text.isEmpty && run.errors == "callwitness: \(sentence)\n")
    }
}
