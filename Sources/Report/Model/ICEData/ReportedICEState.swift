/// The `RTCIceTransportState` values that packets can show; `completed` and `disconnected` are a client's private
/// judgement.
public enum ReportedICEState: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case new
    case checking
    case connected
    case failed
    case closed
}
