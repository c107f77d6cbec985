import Analysis
import Wire

/// Session descriptions, and what an analysis makes of one that the operator gives.
func fuzzSDP(_ input: [UInt8]) throws {
    guard let session = try? SessionDescription(parsing: input.span) else { return }
    try require(session.media.count <= SessionDescription.maximumMedia, "\(session.media.count) media sections")
    for section in session.media {
        for parameters in section.attributes.parameters { _ = parameters.value(of: "useinbandfec") }
    }
    var options = AnalysisOptions()
    options.descriptions = [GivenDescription(name: "given.sdp", session: session)]
    var analyzer = Analyzer(options: options)
    analyzer.finish()
    try require(analyzer.unmatchedDescriptions == ["given.sdp"], "a description of no call matched one")
}
