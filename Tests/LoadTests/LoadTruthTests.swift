import Load
import Report
import Testing

@Suite("A load and its truth")
struct LoadTruthTests {
    /// A plan and its name.
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var plan: LoadPlan

        init(_ name: String, _ change: (inout LoadPlan) -> Void) {
            testDescription = name
            plan = LoadPlan()
            plan.calls = 12
            plan.concurrent = 5
            plan.seconds = 8
            plan.ramp = 2
            change(&plan)
        }
    }

    static let cases =
        [
            Case("a mix") { $0.calls = 20 },
            Case("much of everything") { plan in
                plan.loss = 0.08
                plan.lossBurst = 3
                plan.duplicates = 0.03
                plan.reordering = 0.03
                plan.jitterMilliseconds = 15
            },
            Case("video") { plan in
                plan.calls = 4
                plan.videoStreams = 1
                plan.loss = 0.02
                plan.duplicates = 0.01
                plan.reordering = 0.01
            },
            Case("G.711") { plan in
                plan.isStaticAudio = true
                plan.reordering = 0.01
            },
            Case("several streams of a call") { plan in
                plan.calls = 4
                plan.audioStreams = 3
            },
            Case("short calls one after another") { plan in
                plan.calls = 40
                plan.seconds = 1.5
            },
            Case("another seed") { $0.seed = 77 },
            Case("cut") { plan in
                plan.calls = nil
                plan.frameLimit = 9000
                plan.duplicates = 0.01
            },
        ]
        + CaptureContainer.allCases.map { container in
            Case(container.rawValue) { plan in
                plan.container = container
                plan.calls = 4
                plan.duplicates = 0.01
                plan.reordering = 0.01
            }
        }

    @Test(
        "Each stream's packets, losses, duplicates and order are the truth's exactly, its jitter closely",
        arguments: cases)
    func streams(_ item: Case) throws {
        let load = GeneratedLoad(item.plan)
        let reports = try load.reports()
        #expect(reports.count == load.calls.count)
        var reported: [String: StreamReport] = [:]
        for stream in reports.flatMap(\.network.streams) {
            let from = try #require(stream.from)
            #expect(reported.updateValue(stream, forKey: "\(stream.ssrc) \(from)") == nil)
        }
        // One packet makes no stream: the capture may have ended behind a stream's first.
        let expected = load.streams.filter { $0.integer("packets") != 1 }
        #expect(expected.count >= 2 * load.calls.count || item.plan.calls == nil)
        #expect(reported.count == expected.count)
        for truth in expected {
            let stream = try #require(reported["\(truth["ssrc"]) \(truth["source"])"], "\(truth["ssrc"])")
            #expect(stream.packets == truth.integer("packets"), "\(truth["ssrc"])")
            #expect(stream.lost == truth.integer("lost"), "\(truth["ssrc"])")
            #expect(stream.duplicates == truth.integer("duplicates"), "\(truth["ssrc"])")
            #expect(stream.reordered == truth.integer("reordered"), "\(truth["ssrc"])")
            // The clock of a stream that has barely begun is not known.
            guard let jitter = stream.jitter else {
                #expect(truth["cut"] == "1")
                continue
            }
            expect(jitter.lastMilliseconds, near: truth.decimal("jitter_last_ms"), truth["ssrc"])
            expect(jitter.meanMilliseconds, near: truth.decimal("jitter_mean_ms"), truth["ssrc"])
            expect(jitter.maximumMilliseconds, near: truth.decimal("jitter_max_ms"), truth["ssrc"])
        }
    }

    private func expect(_ value: Double?, near truth: Double?, _ ssrc: String) {
        guard let value, let truth else {
            Issue.record("\(ssrc): no jitter")
            return
        }
        #expect(abs(value - truth) <= 0.01, "\(ssrc)")
    }

    @Test("The planned shares come about, so that the truth is not just zeros")
    func shares() throws {
        var plan = LoadPlan()
        plan.calls = 20
        plan.seconds = 20
        plan.loss = 0.05
        plan.lossBurst = 2
        plan.duplicates = 0.02
        plan.reordering = 0.03
        let load = GeneratedLoad(plan)
        func total(_ name: String) -> Double { Double(load.streams.compactMap { $0.integer(name) }.reduce(0, +)) }
        let packets = total("packets")
        #expect(packets > 20 * 2 * 50 * 10)
        #expect(abs(total("lost") / (packets + total("lost")) - 0.05) < 0.01)
        #expect(abs(total("duplicates") / packets - 0.02) < 0.005)
        #expect(abs(total("reordered") / packets - 0.03) < 0.008)
        #expect(Set(load.streams.map { $0["ssrc"] }).count == load.streams.count)
    }

    @Test("Each call is connected as its row says")
    func calls() throws {
        var plan = LoadPlan()
        plan.calls = 24
        plan.seconds = 7
        let load = GeneratedLoad(plan)
        let reports = try load.reports()
        #expect(reports.count == 24)
        #expect(Set(load.calls.map { $0["dtls"] }) == ["1.2", "1.3"])
        #expect(Set(load.calls.map { $0["srtp"] }).count == 2)
        var frames = 0
        for row in load.calls {
            let ssrcs = Set(load.streams.filter { $0["call"] == row["call"] }.map { $0["ssrc"] })
            let report = try #require(
                reports.first { !ssrcs.isDisjoint(with: $0.network.streams.map(\.ssrc.description)) })
            #expect(Set(report.network.streams.map(\.ssrc.description)) == ssrcs)
            let pair = try #require(report.network.ice?.pairs.first { $0.nominated })
            #expect("\(pair.local)" == row["client"])
            #expect("\(pair.remote)" == row["far_end"])
            let dtls = try #require(report.network.dtls)
            #expect(dtls.version == "DTLS \(row["dtls"])")
            #expect(report.iceData.transport.dtlsState == .connected)
            frames += try #require(row.integer("frames"))
        }
        #expect(frames == load.frames)
    }
}
