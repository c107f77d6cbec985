/// What an audio stream carries, as far as its packets show.
public enum ReportedActivity: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// Something is to be heard, at least at times.
    case sound
    /// Media flows at its full rate, and nothing is to be heard.
    case silence
    /// Mostly comfort noise (RFC 3389).
    case comfortNoise = "comfort-noise"
    /// The sender pauses nearly all the time: discontinuous transmission of silence.
    case discontinuous = "dtx"
    /// The packets do not tell.
    case unknown
}
