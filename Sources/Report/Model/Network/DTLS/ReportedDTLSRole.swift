public enum ReportedDTLSRole: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    /// Sends the ClientHello.
    case client
    case server
}
