import Analysis
import LiveCapture

/// What a live capture is to do.
struct LiveSettings {
    var interface: InterfaceOptions
    var analysis: AnalysisOptions
    /// Ends after so many frames.
    var maximumFrames: UInt64?
    /// What does not belong to a call is not recorded.
    var recordsCallsOnly = false
}
