import Report
import TestSupport
import Testing
import Wire

@Suite("Where findings point, and how grave they are")
struct FindingPlaceTests {
    private func finding(_ code: FindingCode, _ scenario: FindingScenario) throws -> Finding {
        let findings = try scenario.reports().flatMap(\.network.findings)
        return try #require(findings.first { $0.code == code }, "\(findings.map(\.code.rawValue))")
    }

    private func trigger(_ code: FindingCode, _ index: Int = 0) throws -> FindingScenario {
        let triggers = try #require(FindingScenarios.all[code]).triggers
        return try #require(triggers.indices.contains(index) ? triggers[index] : nil)
    }

    @Test("Loss that may be the capture's own points nowhere")
    func undecidedLoss() throws {
        let scenario = try trigger(.captureLoss)
        let loss = try finding(.captureLoss, scenario)
        #expect(loss.severity == .warning && loss.place == .capture)
        #expect(try finding(.lossHigh, scenario).place == nil)
        #expect(try finding(.outageHidden, scenario).place == nil)
        #expect(try finding(.lossHigh, .recorded("loss-5-percent.tapB.pcapng")).place == .upstream)
    }

    @Test("A direction that was not captured is not one-way media")
    func oneDirection() throws {
        let codes = try trigger(.captureOneDirection).reports().flatMap(\.network.findings).map(\.code)
        #expect(!codes.contains(.oneWayMedia))
    }

    @Test("A hidden outage says what is missing and what the client shows")
    func hiddenOutage() throws {
        let outage = try finding(.outageHidden, .recorded("exact-gaps.tapB.pcapng.gz"))
        #expect(outage.title.hasPrefix("4 outages that a client's loss counter hides: 213 of the client's packets"))
        // What B's client counted; see captures/README.md.
        #expect(outage.evidence.last?.text.contains("shows packetsLost 174") == true)
        #expect(outage.evidence.last?.text.hasPrefix("387 packets are missing in all") == true)
    }

    @Test("A hold: both streams, the timestamps going on, and no stall")
    func hold() throws {
        let reports = try RecordedCapture(name: "hold-resume.tapA.pcap.gz").reports()
        let findings = reports.flatMap(\.network.findings)
        #expect(findings.map(\.code) == [.held])
        #expect(findings.first?.evidence.count == 2)
        #expect(findings.first?.evidence.allSatisfy { $0.text.contains("timestamps went on by 6.") } == true)
    }

    @Test("A stall is the sender's, and says whether its clock stood still")
    func stall() throws {
        let running = try finding(.senderStalled, trigger(.senderStalled))
        #expect(running.place == .farEnd && running.action?.hasPrefix("Its clock went on") == true)
        let standing = try finding(.senderStalled, trigger(.senderStalled, 1))
        #expect(standing.place == .farEnd && standing.action?.hasPrefix("Its clock stood still") == true)
    }

    @Test("The smallest buffer that would do")
    func buffer() throws {
        let late = try finding(.lateLossHigh, trigger(.lateLossHigh))
        #expect(late.severity == .info && late.title.hasSuffix("; 120 ms would do"))
        let held = try finding(.lateLossHigh, trigger(.lateLossHigh, 1))
        #expect(held.severity == .warning && held.title.hasSuffix("; 200 ms would not do either"))
    }

    @Test("Silence of a whole stream is a warning, of most of it an information")
    func silence() throws {
        #expect(try finding(.farEndSilent, trigger(.farEndSilent)).severity == .warning)
        #expect(try finding(.farEndSilent, trigger(.farEndSilent, 1)).severity == .info)
    }

    @Test("Clocks of both senders that differ alike are the capture's")
    func drift() throws {
        let share = 300e-6
        #expect(try finding(.clockDrift, trigger(.clockDrift)).place == .farEnd)
        let both = FindingScenario.script("both") {
            var call = DirectCall()
            call.sent.count = 2000
            call.received.count = 2000
            call.sent.delays = (0..<2000).map { Double($0) * 0.02 * share }
            call.received.delays = call.sent.delays
            return call.script
        }
        #expect(try finding(.clockDrift, both).place == .capture)
    }

    @Test("What the receiver lost behind the tap is downstream")
    func downstream() throws {
        let loss = try finding(.lossDownstream, trigger(.lossDownstream))
        #expect(loss.place == .downstream && loss.severity == .warning && loss.evidence[0].frames.count == 2)
    }

    @Test("An allocation that nobody refreshed is the client's, and one that a server no longer knows undecided")
    func expiredAllocation() throws {
        let expired = try finding(.turnExpired, trigger(.turnExpired))
        #expect(expired.severity == .warning && expired.place == .client)
        #expect(try finding(.turnExpired, trigger(.turnExpired, 1)).place == nil)
    }

    @Test("One that was asked for in vain is downstream, and one that no media used an information")
    func refreshInVain() throws {
        let use = RelayedCallTests.use()
        let inVain = FindingScenario.script("in vain") {
            var script = RelayedCallTests.script()
            script.refresh(use, at: 8.5, lifetime: 1)
            script.refreshInVain(use, at: [9, 9.5, 10.5])
            return script
        }
        let asked = try finding(.turnExpired, inVain)
        #expect(asked.severity == .warning && asked.place == .downstream)
        #expect(asked.evidence[0].text.contains("the last Refresh of the client is frame"))
        let unused = FindingScenario.script("unused") {
            var call = DirectCall()
            call.client.endpoint = use.client
            var script = call.script
            script.allocate(use, at: -0.2)
            script.refresh(use, at: 1, lifetime: 2)
            return script
        }
        #expect(try finding(.turnExpired, unused).severity == .info)
    }

    @Test("A client that follows the other side's new NAT mapping has not chosen another path")
    func rebinding() throws {
        let reports = try trigger(.natRebinding).reports()
        let findings = try #require(
            reports.map(\.network.findings).first { $0.contains { $0.code == .natRebinding } })
        #expect(findings.count { $0.code == .natRebinding || $0.code == .pathChanged } == 1)
        #expect(findings.first { $0.code == .natRebinding }?.place == .client)
    }

    @Test("Both sides that move at once are one change of path, with what it cost each")
    func move() throws {
        let findings = try trigger(.pathChanged).reports().flatMap(\.network.findings)
        let moves = findings.filter { $0.code == .pathChanged }
        #expect(moves.count == 1 && moves.first?.evidence.count == 2 && moves.first?.severity == .info)
        #expect(
            moves.first?.title
                == "The client and the far end moved to another path in mid-call: of the client no packet lost, 20 ms "
                + "without any; of the far end no packet lost, 20 ms without any")
    }

    @Test("A role conflict is grave where a side insists, and not where the capture merely ends")
    func roles() throws {
        func conflict(refusals: Int) throws -> Finding {
            try finding(
                .roleConflict,
                .script("\(refusals) refusals") {
                    let wrong = Agent("203.0.113.5", 10_000, "serv", controlling: true)
                    var script = CallScript()
                    for index in 0..<refusals {
                        script.refuse(wrong, DirectCall().client, at: 0.1 * Double(index), with: .roleConflict)
                    }
                    return script
                })
        }
        #expect(try conflict(refusals: 1).severity == .info)
        #expect(try conflict(refusals: 5).severity == .warning)
        #expect(try finding(.roleConflict, trigger(.roleConflict)).title.hasSuffix("they settled it"))
    }
}
