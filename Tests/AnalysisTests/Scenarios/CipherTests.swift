import Analysis
import Report
import TestSupport
import Testing
import Wire

@Suite("The SRTP profile and its tag")
struct CipherTests {
    static let profiles: [SRTPProtectionProfile] = [
        .aes128CMSHA1Tag80, .aes128CMSHA1Tag32, .aeadAES128GCM, .aeadAES256GCM,
    ]

    /// Checks, a DTLS 1.3 handshake that offers `offer`, media both ways.
    private func call(offer: [SRTPProtectionProfile]) -> CallScript {
        let call = DirectCall()
        var script = CallScript()
        script.offeredProfiles = offer
        script.connect(call.client, call.server, at: 0)
        script.handshake(over: call.route, at: 0.2, .dtls13)
        script.play(call.sent, over: call.route)
        script.play(call.received, over: call.route.reversed)
        return script
    }

    private func control(
        _ script: inout CallScript, _ profile: SRTPProtectionProfile, seconds: Int = 10, identifier: [UInt8] = []
    ) {
        for second in 1...seconds {
            script.protectedControl(
                0x1111_1111, over: DirectCall().route, at: Double(second) + 0.005, profile: profile,
                keyIdentifier: identifier)
            script.protectedControl(
                0x2222_2222, over: DirectCall().route.reversed, at: Double(second) + 0.015, profile: profile,
                keyIdentifier: identifier)
        }
    }

    @Test("Offered alone, each of the four is known", arguments: profiles)
    func alone(profile: SRTPProtectionProfile) throws {
        var script = call(offer: [profile])
        control(&script, profile)
        let report = try analyzeOne(script)
        let chosen = try #require(report.network.dtls?.chosenProfile)
        #expect(chosen.name == profile.name)
        #expect(chosen.source == .inferred)
        #expect(chosen.candidates.isEmpty)
        #expect(chosen.tagBytes == profile.authenticationTagByteCount)
        #expect(report.iceData.transport.srtpCipher == profile.name)
    }

    @Test("Offered together: the class, and the tag where all of it have the same", arguments: profiles)
    func together(profile: SRTPProtectionProfile) throws {
        var script = call(offer: Self.profiles)
        control(&script, profile)
        let report = try analyzeOne(script)
        let chosen = try #require(report.network.dtls?.chosenProfile)
        let isAEAD = profile.authenticationTagByteCount == 16
        #expect(chosen.name == (isAEAD ? "AEAD_AES_GCM" : "AES_CM_HMAC_SHA1"))
        #expect(chosen.candidates.count == 2)
        #expect(chosen.candidates.contains(profile.name ?? ""))
        #expect(chosen.tagBytes == (isAEAD ? 16 : nil))
        // SHA1_80 or SHA1_32: the payload's length is not known.
        #expect(try (report.stream(0x1111_1111, .sent).payloadBytes == nil) == !isAEAD)
        #expect(report.network.notObservable.contains { $0.field.contains("payload_bytes") } == !isAEAD)
        #expect(chosen.evidence.count == 2)
    }

    @Test("No SRTCP at all: undecided, with everything that was offered")
    func silent() throws {
        let report = try analyzeOne(call(offer: Self.profiles))
        let chosen = try #require(report.network.dtls?.chosenProfile)
        #expect(chosen.name == "undecided")
        #expect(chosen.candidates.count == 4)
        #expect(chosen.tagBytes == nil)
        #expect(try report.stream(0x1111_1111, .sent).payloadBytes == nil)
        #expect(report.segments.allSatisfy { $0.bytesSent == nil })
        #expect(chosen.evidence.contains("no SRTCP was captured"))
    }

    @Test("A short call: one SRTCP each way is enough, its index being a first one", arguments: profiles)
    func short(profile: SRTPProtectionProfile) throws {
        var script = call(offer: [.aes128CMSHA1Tag80, .aeadAES128GCM])
        control(&script, profile, seconds: 1)
        let name = try analyzeOne(script).iceData.transport.srtpCipher
        #expect(name == (profile.authenticationTagByteCount == 16 ? "AEAD_AES_128_GCM" : "AES_CM_128_HMAC_SHA1_80"))
    }

    @Test("SRTCP of one direction only")
    func oneDirection() throws {
        var script = call(offer: [.aes128CMSHA1Tag80, .aeadAES128GCM])
        for second in 1...3 {
            script.protectedControl(
                0x2222_2222, over: DirectCall().route.reversed, at: Double(second), profile: .aeadAES128GCM)
        }
        #expect(try analyzeOne(script).iceData.transport.srtpCipher == "AEAD_AES_128_GCM")
    }

    @Test("SRTCP cut by the snap length says nothing, and the report says so")
    func cut() throws {
        var script = call(offer: [.aes128CMSHA1Tag80, .aeadAES128GCM])
        control(&script, .aeadAES128GCM)
        var capture = script.capture
        for index in capture.frames.indices where capture.frames[index].bytes.count < 110 {
            capture.frames[index].bytes = Array(capture.frames[index].bytes.prefix(70))
        }
        let report = try analyzeOne(capture)
        let chosen = try #require(report.network.dtls?.chosenProfile)
        #expect(chosen.name == "undecided")
        #expect(chosen.evidence.first?.contains("cut by the snap length") == true)
    }

    @Test("A trailer that no handshake explains: the class, but no length", arguments: [1, 2])
    func keyIdentifier(length: Int) throws {
        var script = call(offer: [.aes128CMSHA1Tag80, .aeadAES128GCM])
        control(&script, .aes128CMSHA1Tag80, identifier: [UInt8](repeating: 0x55, count: length))
        let report = try analyzeOne(script)
        #expect(report.iceData.transport.srtpCipher == "AES_CM_128_HMAC_SHA1_80")
        #expect(try report.stream(0x1111_1111, .sent).payloadBytes == nil)
    }

    @Test("Four bytes behind an AEAD index may be a short tag: undecided")
    func ambiguous() throws {
        var script = call(offer: [.aes128CMSHA1Tag80, .aeadAES128GCM])
        control(&script, .aeadAES128GCM, identifier: [1, 2, 3, 4])
        #expect(try analyzeOne(script).iceData.transport.srtpCipher == "undecided")
    }

    @Test("The capture begins in the call: the class by SRTCP alone, whose index goes on", arguments: [true, false])
    func midCall(isAEAD: Bool) throws {
        var script = call(offer: Self.profiles)
        control(&script, isAEAD ? .aeadAES256GCM : .aes128CMSHA1Tag80)
        script.remove { time, _, _ in time < 0.5 }
        let report = try analyzeOne(script)
        #expect(report.iceData.transport.dtlsState == nil)
        #expect(report.iceData.transport.srtpCipher == (isAEAD ? "AEAD_AES_GCM" : "AES_CM_HMAC_SHA1"))
        #expect(try (report.stream(0x1111_1111, .sent).payloadBytes == nil) == !isAEAD)
    }

    @Test("Every recorded DTLS 1.3 call: the class is right, and the tag's length known")
    func recorded() throws {
        var inferred = 0
        for capture in try RecordedCapture.all() {
            for report in try capture.reports() where report.iceData.transport.dtlsState == .connected {
                let chosen = try #require(report.network.dtls?.chosenProfile, "\(capture.name)")
                let isAEAD = capture.name.hasPrefix("firefox")
                #expect(chosen.name == (isAEAD ? "AEAD_AES_GCM" : "AES_CM_128_HMAC_SHA1_80"), "\(capture.name)")
                #expect(chosen.tagBytes == (isAEAD ? 16 : 10), "\(capture.name)")
                if chosen.source == .inferred {
                    inferred += 1
                    #expect(chosen.evidence.first?.contains("bytes before the end in") == true, "\(capture.name)")
                }
            }
        }
        #expect(inferred >= 15)
    }
}
