import ICE
import Report
import Wire

extension CallJudgement {
    var dtlsReport: DTLSReport? {
        guard let path = association?.path, let all = association?.count, let association = association?.value else {
            return nil
        }
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
        report.helloVerifyRequest = association.hasHelloVerifyRequest
        report.helloRetryRequest = association.hasHelloRetryRequest
        report.connectionID = association.usesConnectionID
        report.flights = flights(association, path: path)
        report.retransmissions =
            association.retransmissions(isForward: true) + association.retransmissions(isForward: false)
        if let duration = association.duration, let wait = association.retransmissionWait {
            report.handshakeMilliseconds = DocumentedUnits.milliseconds(nanoseconds: duration)
            report.retransmissionWaitMilliseconds = DocumentedUnits.milliseconds(nanoseconds: wait)
            if duration > 0 { report.retransmissionWaitPercent = Double(wait) / Double(duration) * 100 }
        }
        report.directions = handshakeDirections
        report.stuck = stuckHandshake.map { stuckReport($0, path: path) }
        report.sizeLosses = sizeLosses(association, path: path)
        report.otherAddresses = otherAddresses
        report.alerts = association.alerts.map { alert($0, path: path) }
        report.stateChanges = dtlsStateChanges(of: perspective.client).map { DTLSStateChangeReport($0) }
        report.farEndStateChanges = dtlsStateChanges(of: 1 - perspective.client).map { DTLSStateChangeReport($0) }
        report.associations = all
        report.carriedInSTUN = association.usesSTUN
        return report
    }

    /// A side's states. Its handshake begins when a check of its own was answered, not when the first record passes the tap:
    /// its own hello follows at once, the other side's may come sooner or later. DTLS in STUN begins with the checks.
    func dtlsStateChanges(of agent: Int) -> [DTLSStateChange] {
        guard let association = association?.value else { return [] }
        var changes = association.stateChanges
        guard let index = changes.firstIndex(where: { $0.state == .connecting }), self.association?.isFirst == true,
            !association.usesSTUN, let answered = firstAnswer(to: agent),
            index + 1 == changes.count || answered.time < changes[index + 1].time
        else { return changes }
        changes[index] = DTLSStateChange(
            state: .connecting, time: answered.time, frame: answered.frame, evidence: .checkAnswered)
        return changes
    }

    /// When a check of a side's was answered for the first time: its ICE may send from then on.
    private func firstAnswer(to agent: Int) -> Moment? {
        session.pairs.reduce(nil as Moment?) { first, pair in
            Moment.earliest(first, pair.checks[pair.side(of: agent)].successes.first)
        }
    }

    private func alert(_ event: DTLSAlertEvent, path: Int) -> DTLSAlertReport {
        DTLSAlertReport(
            sender: side(onPath: path, isForward: event.isForward),
            level: event.alert.map { $0.level == .fatal ? "fatal" : "warning" },
            description: event.alert.map { $0.description.name ?? "\($0.description.rawValue)" } ?? "encrypted",
            time: UnixTime(event.time), frame: event.frame)
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

    /// Flights with their repetitions folded into the first of their kind; what a repetition says besides is added.
    private func flights(_ association: DTLSAssociation, path: Int) -> [DTLSFlightReport] {
        var reports: [DTLSFlightReport] = []
        // Where in `reports` each flight is.
        var places: [Int] = []
        for (index, flight) in association.flights.enumerated() {
            let messages = flight.messages.map(\.text)
            if flight.isRetransmission, let earlier = association.transmission(before: index) {
                let place = places[earlier]
                places.append(place)
                reports[place].retransmissions += 1
                reports[place].packets += flight.datagrams
                reports[place].messages += messages.filter { !reports[place].messages.contains($0) }
                reports[place].repeats.append(
                    DTLSRepeatReport(
                        time: UnixTime(flight.firstTime), frame: flight.firstFrame,
                        afterMilliseconds: DocumentedUnits.milliseconds(
                            nanoseconds: flight.firstTime.nanoseconds(since: association.flights[earlier].firstTime)),
                        packets: flight.datagrams, bytes: flight.byteCount))
                continue
            }
            places.append(reports.count)
            reports.append(
                DTLSFlightReport(
                    sender: side(onPath: path, isForward: flight.isForward), messages: messages,
                    time: UnixTime(flight.firstTime), end: UnixTime(flight.lastTime), frame: flight.firstFrame,
                    lastFrame: flight.lastFrame, packets: flight.datagrams, bytes: flight.byteCount,
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

extension DTLSStateChangeReport {
    fileprivate init(_ change: DTLSStateChange) {
        self.init(
            time: UnixTime(change.time), frame: change.frame, state: ReportedDTLSState(change.state),
            evidence: change.evidence.explanation)
    }
}

extension DTLSStateChange.Evidence {
    fileprivate var explanation: String {
        switch self {
        case .firstRecord: "first handshake record"
        case .checkAnswered: "the first answered check: the handshake may begin"
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
