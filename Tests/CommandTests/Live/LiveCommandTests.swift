import Testing

@Suite("callwitness live and interfaces")
struct LiveCommandTests {
    @Test("What cannot be is one sentence and exit code 2")
    func unusable() throws {
        let folder = try TemporaryFolder()
        for (arguments, words) in [
            (["live"], "No interface is given"), (["live", "-i", "no-such-if"], "There is no interface no-such-if"),
            (["live", "-i", "lo", "-s", "300000"], "-s takes"), (["live", "-i", "lo", "-B", "1"], "-B takes"),
            (["live", "-i", "lo", "-c", "0"], "-c takes"), (["live", "-i", "lo", "surplus"], "surplus"),
        ] {
            let run = try CommandRun(arguments, in: folder)
            // Without the right to capture that is what is wrong.
            if run.status == 4 { continue }
            #expect(run.status == 2, "\(arguments)")
            #expect(run.errors.contains(words), "\(run.errors)")
            #expect(run.errors.split(separator: "\n").count == 1)
            #expect(run.text.isEmpty)
        }
    }

    @Test("The loopback interface is listed")
    func interfaces() throws {
        let folder = try TemporaryFolder()
        let run = try CommandRun("interfaces", "--format", "ndjson", in: folder)
        #expect(run.status == 0)
        #expect(run.text.contains(#"{"name":"lo","#))
        let text = try CommandRun("live", "-D", in: folder)
        #expect(text.status == 0)
        #expect(text.text.contains("lo "))
    }
}
