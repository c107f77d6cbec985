import Analysis
import Report
import Testing

@Suite("Packets that only go on from the one before them are taken a short way")
struct SteadyMediaTests {
    @Test(
        "The short way and the long way lead to the same, also for who looks at the calls meanwhile",
        arguments: LoadTruthTests.cases)
    func ways(_ load: LoadTruthTests.Case) throws {
        var options = AnalysisOptions()
        var short = Analyzer(options: options)
        // Where arrivals are kept, every packet goes the long way.
        options.keepsArrivals = true
        var long = Analyzer(options: options)
        var batches = 0
        try GeneratedLoad(load.plan).read { batch in
            short.receive(batch)
            long.receive(batch)
            #expect(short.takeReports() == long.takeReports())
            batches += 1
            if batches % 10 == 0 { #expect(short.reportsInProgress() == long.reportsInProgress()) }
        }
        short.finish()
        long.finish()
        #expect(short.takeReports() == long.takeReports())
    }
}
