/// A flight of a full handshake.
public enum ReportedDTLSFlight: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case clientHello = "client-hello"
    /// Answers a HelloVerifyRequest or HelloRetryRequest.
    case secondClientHello = "second-client-hello"
    case serverHello = "server-hello"
    case clientFinished = "client-finished"
    case serverFinished = "server-finished"
}
