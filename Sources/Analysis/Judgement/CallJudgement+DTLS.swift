import ICE
import Report
import Wire

extension CallJudgement {
    var dtlsReport: DTLSReport? {
        guard let path = association?.path, let association = association?.value else { return nil }
        var report = DTLSReport()
        report.version = association.version.map {
            $0.name.map { "DTLS \($0)" } ?? "0x" + String($0.rawValue, radix: 16)
        }
        if let clientIsForward = association.clientIsForward {
            report.role = side(onPath: path, isForward: clientIsForward) == .client ? .client : .server
        }
        report.suite = association.cipherSuite.map { $0.name ?? "0x" + String($0.rawValue, radix: 16) }
        report.group = association.group.map { $0.name ?? "0x" + String($0.rawValue, radix: 16) }
        report.offeredProfiles = (association.offeredProfiles ?? []).map {
            $0.name ?? "0x" + String($0.rawValue, radix: 16)
        }
        report.chosenProfile = cipher.profile
        report.fingerprints = fingerprints(association, path: path)
        report.flights = flights(association, path: path)
        report.retransmissions =
            association.retransmissions(isForward: true) + association.retransmissions(isForward: false)
        report.alerts = association.alerts.compactMap { event in
            guard let alert = event.alert else { return nil }
            return DTLSAlertReport(
                sender: side(onPath: path, isForward: event.isForward),
                level: alert.level == .fatal ? "fatal" : "warning",
                description: alert.description.name ?? "\(alert.description.rawValue)", time: UnixTime(event.time),
                frame: event.frame)
        }
        report.stateChanges = association.stateChanges.map {
            DTLSStateChangeReport(
                time: UnixTime($0.time), frame: $0.frame, state: ReportedDTLSState($0.state),
                evidence: $0.evidence.explanation)
        }
        report.carriedInSTUN = association.usesSTUN
        return report
    }

    private func fingerprints(_ association: DTLSAssociation, path: Int) -> [FingerprintReport] {
        guard let clientIsForward = association.clientIsForward else { return [] }
        let certificates = [
            (clientIsForward, association.clientCertificate), (!clientIsForward, association.serverCertificate),
        ]
        return certificates.compactMap { isForward, certificate in
            guard let certificate else { return nil }
            return FingerprintReport(
                side: side(onPath: path, isForward: isForward), algorithm: "sha-256",
                value: CertificateFingerprint.sha256(of: certificate))
        }
    }

    /// Flights with their repetitions folded into the first of their kind.
    private func flights(_ association: DTLSAssociation, path: Int) -> [DTLSFlightReport] {
        var reports: [DTLSFlightReport] = []
        var kinds: [(isForward: Bool, messages: [String])] = []
        for flight in association.flights {
            let messages = flight.messages.map(\.text)
            let kind = (isForward: flight.isForward, messages: messages)
            if flight.isRetransmission, let index = kinds.lastIndex(where: { $0 == kind }) {
                reports[index].retransmissions += 1
                reports[index].packets += flight.datagrams
                continue
            }
            kinds.append(kind)
            reports.append(
                DTLSFlightReport(
                    sender: side(onPath: path, isForward: flight.isForward), messages: messages,
                    time: UnixTime(flight.firstTime), frame: flight.firstFrame, packets: flight.datagrams,
                    retransmissions: flight.isRetransmission ? 1 : 0))
        }
        return reports
    }
}

extension DTLSFlight.Message {
    var text: String {
        switch self {
        case .handshake(let type): type.name ?? "handshake \(type.rawValue)"
        case .encryptedHandshake: "encrypted handshake"
        case .changeCipherSpec: "ChangeCipherSpec"
        case .alert(let alert): "alert \(alert.description.name ?? "\(alert.description.rawValue)")"
        case .encryptedAlert: "encrypted alert"
        case .acknowledgement: "ACK"
        case .applicationData: "application data"
        case .protected(let epoch): "protected, epoch \(epoch)"
        case .other(let type): type.name ?? "content type \(type.rawValue)"
        }
    }
}

extension DTLSStateChange.Evidence {
    fileprivate var explanation: String {
        switch self {
        case .firstRecord: "first handshake record"
        case .bothFinished: "Finished of both sides"
        case .protectedFlights: "the client's protected flight, then the server's"
        case .applicationData: "application data"
        case .srtpFromBothSides: "SRTP from both sides"
        case .srtpFromOneSide: "SRTP from one side; the capture holds nothing of the other"
        case .alert: "alert"
        case .alertSizedRecord: "protected record of an alert's size"
        }
    }
}
