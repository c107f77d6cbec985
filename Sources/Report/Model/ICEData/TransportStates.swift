/// `data.ice_data.transport`: the last states before the orderly end of the call.
public struct TransportStates: Hashable, Sendable, JSONRepresentable {
    /// Null if the capture cannot tell.
    public var dtlsState: ReportedDTLSState?
    /// Null if the capture cannot tell.
    public var iceState: ReportedICEState?
    /// Protection profile in the documented spelling; null means that the handshake did not finish.
    public var srtpCipher: String?

    public init(dtlsState: ReportedDTLSState? = nil, iceState: ReportedICEState? = nil, srtpCipher: String? = nil) {
        self.dtlsState = dtlsState
        self.iceState = iceState
        self.srtpCipher = srtpCipher
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("dtls_state", dtlsState)
            $0.member("ice_state", iceState)
            $0.member("srtp_cipher", srtpCipher)
        }
    }
}
