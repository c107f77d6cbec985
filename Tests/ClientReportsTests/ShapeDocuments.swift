/// A small document of each shape: the same call where the shape can say it.
enum ShapeDocuments {
    static let documentedCall = """
        {"data": {
          "call": {"call_id": "98041520-aa", "duration": 45, "sdk_version": "2.26.3", "telnyx_session_id": "s1", "telnyx_leg_id": "l1"},
          "segments": [
            {"timestamp": 1712000005, "bytesSent": 12345, "bytesReceived": 23456, "rtt": 45, "jitter": 3, "audioLevel": 0.5},
            {"timestamp": 1712000010, "bytesSent": 22345, "bytesReceived": 33456, "rtt": 46.5, "jitter": 4, "audioLevel": 0.25}],
          "ice_data": {
            "transport": {"dtls_state": "connected", "ice_state": "completed", "srtp_cipher": "AES_CM_128_HMAC_SHA1_80"},
            "selected_pair": {
              "local_candidate": {"type": "relay", "ip": "64.16.248.1", "port": 50000},
              "remote_candidate": {"type": "host", "ip": "10.239.207.80", "port": 50001},
              "nominated": true, "state": "succeeded"},
            "candidates": [
              {"type": "host", "ip": "192.168.1.5", "port": 50000, "timestamp": 1712000000},
              {"type": "host", "ip": "1b2c.local", "port": 50002, "timestamp": 1712000001},
              {"type": "relay", "ip": "64.16.248.1", "port": 50000, "timestamp": 1712000002}]},
          "logs": ["a line"]}}
        """

    static let documentedICE = """
        {"data": {
          "transport": {"dtls_state": "connecting", "ice_state": "connected", "srtp_cipher": null},
          "selected_pair": {
            "local_candidate": {"type": "host", "ip": "10.0.0.1", "port": 1}, "remote_candidate": null, "nominated": true},
          "candidates": [{"type": "host", "ip": "10.0.0.1", "port": 1, "timestamp": 1712000000}]}}
        """

    /// An interval of a second that ends at `second` past 12:00, with packets so far.
    static func interval(_ second: Int, packets: Int) -> String {
        let text = { (number: Int) in (number < 10 ? "0" : "") + String(number) }
        return """
            {"intervalStartUtc": "2026-11-23T12:00:\(text(second - 1)).500Z", "intervalEndUtc": "2026-11-23T12:00:\(text(second)).500Z",
             "audio": {
               "outbound": {"packetsSent": \(packets), "bytesSent": \(packets * 60), "audioLevelAvg": 0.125, "headerBytesSent": \(packets * 24),
                 "localTrack": {"id": "x"}, "mediaSource": {"id": "y"}, "codec": {"mimeType": "audio/opus", "clockRate": 48000, "channels": 2, "payloadType": 111}},
               "inbound": {"packetsReceived": \(packets - 2), "bytesReceived": \(packets * 50), "packetsLost": -1, "packetsDiscarded": 0, "jitterAvg": 2.5,
                 "jitterBufferDelay": 24950.4, "jitterBufferEmittedCount": 845760, "audioLevelAvg": 0.25, "concealedSamples": 7}},
             "connection": {"roundTripTimeAvg": 0.04, "currentRoundTripTime": 0.03, "roundTripTimeSource": "candidate-pair.currentRoundTripTime",
               "packetsSent": \(packets + 9), "packetsReceived": \(packets + 8), "bytesSent": \(packets * 99), "bytesReceived": \(packets * 98)},
             "ice": {"id": "CP1", "state": "succeeded", "nominated": true, "writable": true, "currentRoundTripTime": 0.03, "requestsSent": 3, "responsesReceived": 2,
               "local": {"id": "a", "address": "10.0.0.1", "port": 5000, "candidateType": "host", "protocol": "UDP", "networkType": "wifi"},
               "remote": {"id": "b", "address": "192.0.2.1", "port": 6000, "candidateType": "srflx", "protocol": "udp"}},
             "transport": {"iceState": "connected", "dtlsState": "connected", "srtpCipher": "SRTP_AEAD_AES_128_GCM", "tlsVersion": "FEFD", "selectedCandidatePairChanges": 1},
             "remoteRtcp": {"inbound": {"packetsReceived": 40, "packetsLost": 3, "fractionLost": 0.0625, "jitter": 1.5, "roundTripTime": 0.02},
               "outbound": {"packetsSent": 44, "bytesSent": 2200, "reportsCount": 2, "roundTripTime": 0.02}},
             "mediaPlayout": {"totalPlayoutDelay": 1}}
            """
    }

    static func payload(
        call: String = "call-1", segment: Int? = nil,
        packets: [(second: Int, packets: Int)] = [(1, 50), (2, 100), (3, 150)]
    ) -> String {
        """
        {"summary": {"callId": "\(call)", "direction": "outbound", "state": "destroy", "sdkVersion": "2.27.10", "durationSeconds": 3.25,
          "telnyxSessionId": "s", "telnyxLegId": "l", "startTimestamp": "2026-11-23T12:00:00.250Z", "endTimestamp": "2026-11-23T12:00:03.500Z",
          "clientSummary": {"media": {"trickleIce": true}}},
         "stats": [\(packets.map { interval($0.second, packets: $0.packets) }.joined(separator: ",\n"))],
         "logs": [{"timestamp": "2026-11-23T12:00:00.250Z", "level": "info", "message": "m"}]\
        \(segment.map { ", \"segment\": \($0), \"flushReason\": {\"reason\": \"buffer-limit\"}" } ?? "")}
        """
    }

    static let accountPage = """
        {"data": [
          {"call_id": "c-1", "call_report_id": "r-1", "created_at": "2026-11-23T12:00:09Z", "organization_id": "o", "user_agent": "Agent/1",
           "segment": null, "summary": {"durationSeconds": 2, "endTimestamp": "2026-11-23T12:00:03Z"}, "version": "1",
           "stats": {"audio": {"inbound": {"packetsReceived": 90}}, "connection": {"currentRoundTripTime": 0.05},
             "ice": {"local": {"address": "10.0.0.7", "port": 7}}, "transport": {"dtlsState": "connected"}},
           "logs": {"entries": []}},
          {"call_id": "c-2", "created_at": "2026-11-23T12:00:09Z", "stats": [\(interval(4, packets: 10))], "logs": []}],
         "meta": {"total_results": 2}}
        """

    static let frames = """
        {"jitter": 0.004, "rtt": 0.05, "mos": 4.3, "quality": "excellent",
         "inboundAudio": {"type": "inbound-rtp", "timestamp": 1795436849305.5, "ssrc": 7, "packetsReceived": 10, "packetsLost": 1, "jitter": 0.003, "mimeType": "audio/opus", "clockRate": 48000},
         "outboundAudio": {"ssrc": 8, "packetsSent": 11, "bytesSent": 600}, "remoteInboundAudio": {"jitter": 0.001, "roundTripTime": 0.06, "packetsLost": 0},
         "remoteOutboundAudio": null}
        {"jitter": 0.004, "rtt": 0.05, "inboundAudio": {"timestamp": 1795436850305.5, "ssrc": 7, "packetsReceived": 60}}
        """

    static let documentedFrame = """
        {"rtt": 45, "jitter": 3, "packetLoss": 1.5, "bytesSent": 10, "bytesReceived": 20, "packetsSent": 1, "packetsReceived": 2,
         "packetsLost": 0, "audioLevel": 0.5, "timestamp": 1712000005000}
        """

    static let timeline = """
        [{"event": "addConnection", "tag": "peer", "timestamp": "2026-11-23T12:00:00Z", "data": {"options": {}}},
         {"event": "oniceconnectionstatechange", "tag": "connection", "timestamp": "2026-11-23T12:00:00.100Z", "data": "checking"},
         {"event": "oniceconnectionstatechange", "tag": "connection", "timestamp": "2026-11-23T12:00:00.200Z", "data": "connected"},
         {"event": "onicecandidate", "tag": "connection", "timestamp": "2026-11-23T12:00:00.150Z", "data": {"candidate": "candidate:1 1 udp 2122260223 10.0.0.1 5000 typ host"}},
         {"event": "stats", "tag": "stats", "timestamp": "2026-11-23T12:00:01.000Z", "peerId": "p", "data": {
            "audio": {"inbound": [{"ssrc": 7, "packetsReceived": 50, "jitter": 0.002, "bitrate": 1}], "outbound": [{"ssrc": 8, "packetsSent": 49}]},
            "video": {"inbound": [], "outbound": []}, "remote": {"audio": {"inbound": [{"packetsLost": 2}], "outbound": []}},
            "connection": {"currentRoundTripTime": 0.03, "bytesSent": 9, "local": {"address": "10.0.0.1", "port": 5000, "candidateType": "host"}}}},
         {"event": "telnyx.stats.frame", "timestamp": "2026-11-23T12:00:02.000Z", "tag": "stats", "data": {"rtt": 0.02, "inboundAudio": {"ssrc": 7, "packetsReceived": 100}}}]
        """

    /// At `ms` past 12:27:29 of 23 November 2026.
    static func entries(_ ms: Int, packets: Int) -> String {
        let time = 1_795_436_849_000 + ms
        return """
            [{"id": "IT", "type": "inbound-rtp", "timestamp": \(time).25, "ssrc": 4294967295, "kind": "audio", "codecId": "C", "jitter": 0.005,
              "packetsReceived": \(packets), "bytesReceived": \(packets * 50), "packetsLost": 4, "audioLevel": 0.5},
             {"id": "IV", "type": "inbound-rtp", "timestamp": \(time).25, "ssrc": 9, "kind": "video", "packetsReceived": 1},
             {"id": "OT", "type": "outbound-rtp", "timestamp": \(time).25, "ssrc": 8, "kind": "audio", "mediaSourceId": "S", "packetsSent": \(packets + 1)},
             {"id": "RI", "type": "remote-inbound-rtp", "timestamp": \(time - 900), "ssrc": 8, "kind": "audio", "jitter": 0.001, "roundTripTime": 0.02, "fractionLost": 0, "packetsLost": 0},
             {"id": "RO", "type": "remote-outbound-rtp", "timestamp": \(time - 900), "ssrc": 4294967295, "kind": "audio", "packetsSent": 3, "bytesSent": 4},
             {"id": "S", "type": "media-source", "timestamp": \(time), "kind": "audio", "audioLevel": 0.75},
             {"id": "C", "type": "codec", "timestamp": \(time), "mimeType": "audio/opus", "clockRate": 48000, "payloadType": 111},
             {"id": "P0", "type": "candidate-pair", "timestamp": \(time), "localCandidateId": "R", "remoteCandidateId": "L", "state": "failed", "nominated": false},
             {"id": "P", "type": "candidate-pair", "timestamp": \(time), "localCandidateId": "L", "remoteCandidateId": "R", "state": "succeeded", "nominated": true,
              "packetsSent": 30, "packetsReceived": 31, "bytesSent": 3000, "bytesReceived": 3100, "currentRoundTripTime": 0.012},
             {"id": "L", "type": "local-candidate", "timestamp": \(time), "address": "10.0.0.1", "port": 5000, "protocol": "udp", "candidateType": "host"},
             {"id": "R", "type": "remote-candidate", "timestamp": \(time), "ip": "192.0.2.1", "port": 6000, "protocol": "udp", "candidateType": "prflx"},
             {"id": "T", "type": "transport", "timestamp": \(time), "selectedCandidatePairId": "P", "iceState": "connected", "dtlsState": "connected", "dtlsRole": "client",
              "srtpCipher": "SRTP_AEAD_AES_128_GCM", "tlsVersion": "FEFC", "packetsSent": 1, "packetsReceived": 1, "bytesSent": 1, "bytesReceived": 1}]
            """
    }

    static let bundle = bundle(
        of: """
            {"t": 1795436849001, "tag": "tick", "report": \(entries(0, packets: 50))},
            {"t": 1795436850001, "tag": "tick", "report": \(entries(1000, packets: 100))}
            """)

    static func bundle(of snapshots: String) -> String {
        """
        {"id": "A", "ua": "Agent/2", "t0": 1795436840000, "t1": 1795436850000, "options": {},
         "events": [{"t": 1795436848000.5, "k": "iceconnectionstate", "v": "checking"}, {"t": 1795436848100, "k": "iceconnectionstate", "v": "connected"},
                    {"t": 1795436848090, "k": "dtlsstate", "v": "connecting"}, {"t": 1795436848095, "k": "connectionstate", "v": "connected"},
                    {"t": 1795436847000, "k": "icecandidate", "v": {"candidate": "candidate:1 1 UDP 1 10.0.0.1 5000 typ host", "sdpMid": "0"}}, {"t": 1795436847001, "k": "icecandidate", "v": null}],
         "sdp": [{"t": 1, "dir": "remote", "type": "answer", "sdp": "v=0\\r\\na=candidate:1 1 udp 1 192.0.2.1 6000 typ srflx raddr 0.0.0.0 rport 0\\r\\n"}],
         "stats": [\(snapshots)]}
        """
    }

    static let internalsDump = """
        {"getUserMedia": [], "UserAgent": "Agent/3", "PeerConnections": {
          "11-1": {"pid": 11, "url": "https://x", "rtcConfiguration": "{}", "constraints": "", "stats": {
            "IT01-A1-packetsReceived": {"startTime": "2026-11-23T12:00:00.000Z", "endTime": "2026-11-23T12:00:02.000Z", "statsType": "inbound-rtp", "values": "[50,100,150]"},
            "IT01-A1-packetsLost": {"startTime": "2026-11-23T12:00:01.000Z", "endTime": "2026-11-23T12:00:02.000Z", "statsType": "inbound-rtp", "values": "[0,3]"},
            "IT01-A1-ssrc": {"startTime": "2026-11-23T12:00:00.000Z", "endTime": "2026-11-23T12:00:02.000Z", "statsType": "inbound-rtp", "values": "[7,7,7]"},
            "IT01-A1-kind": {"startTime": "2026-11-23T12:00:00.000Z", "endTime": "2026-11-23T12:00:02.000Z", "statsType": "inbound-rtp", "values": "[\\"audio\\",\\"audio\\",\\"audio\\"]"},
            "IT01-A1-[packetsReceived/s]": {"startTime": "2026-11-23T12:00:00.000Z", "endTime": "2026-11-23T12:00:02.000Z", "statsType": "inbound-rtp", "values": "[50,50,50]"},
            "T01-dtlsState": {"startTime": "2026-11-23T12:00:00.000Z", "endTime": "2026-11-23T12:00:02.000Z", "statsType": "transport", "values": "[\\"connecting\\",\\"connected\\",\\"connected\\"]"}},
            "updateLog": [
              {"time": "2026-11-23T12:00:00.100Z", "type": "iceconnectionstatechange", "value": "\\"checking\\""},
              {"time": "2026-11-23T12:00:00.050Z", "type": "icecandidate", "value": "sdpMid: 0, sdpMLineIndex: 0, candidate: candidate:1 1 udp 1 10.0.0.1 5000 typ host generation 0"},
              {"time": "2026-11-23T12:00:00.060Z", "type": "setRemoteDescription", "value": "type: answer, sdp: v=0\\r\\na=candidate:1 1 udp 1 192.0.2.1 6000 typ host\\r\\n"}]},
          "11-2": {"stats": {"P-dataChannelsOpened": {"startTime": "2026-11-23T12:00:00.000Z", "endTime": "2026-11-23T12:00:02.000Z", "statsType": "peer-connection", "values": "[0,0,0]"}}, "updateLog": []}}}
        """

    /// One of each shape with as little in it as shows everything.
    static let small: [String] = [
        documentedCall, documentedICE, payload(packets: [(1, 50)]), accountPage, frames, documentedFrame, timeline,
        "[{\"t\": 1795436849001, \"report\": \(entries(0, packets: 50))}]", bundle(of: ""), internalsDump,
    ]
}
