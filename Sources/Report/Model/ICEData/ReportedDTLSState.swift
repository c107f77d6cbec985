/// `RTCDtlsTransportState` as the documented reports write it.
public enum ReportedDTLSState: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case new
    case connecting
    case connected
    case closed
    case failed
}
