extension TextPage {
    /// How the two sides connected: the selected pair, ICE, DTLS, round trips.
    mutating func add(pathOf report: CallReport) {
        heading("PATH")
        let network = report.network
        add(selectedPair: report.iceData.selectedPair, network.ice)
        add(relays: network.ice)
        add(candidates: report.iceData.candidates, network.ice)
        add(iceStateOf: report)
        add(iceTroubleOf: report)
        add(dtlsStateOf: report)
        add(rtt: network.rtt)
        add(transport: network.transport)
    }

    private mutating func add(selectedPair pair: SelectedPair?, _ ice: ICEReport?) {
        guard let pair else {
            // Without ICE a call has no pair; with it, that none was selected is the news.
            if ice != nil { row("pair", "none was selected", .bad) }
            return
        }
        let types = [pair.localCandidate.type, pair.remoteCandidate.type]
        let kind =
            types.contains(.relay) ? "relayed" : types.contains(.serverReflexive) ? "direct through NAT" : "direct"
        let ends = [pair.localCandidate, pair.remoteCandidate].map { end in
            "\(end.type.rawValue) \(TransportAddress(ip: end.ip, port: end.port))"
        }
        let notes = [pair.state?.rawValue, pair.nominated == true ? "nominated" : nil].compactMap(\.self)
        row(
            "pair",
            "\(kind): \(ends.joined(separator: " > "))" + (notes.isEmpty ? "" : ", \(notes.joined(separator: ", "))"),
            pair.state == .failed ? .bad : .plain)
    }

    private mutating func add(relays ice: ICEReport?) {
        for allocation in ice?.allocations ?? [] {
            // The first request is always refused with 401: the answer brings the realm and the nonce.
            let unusual = allocation.errors.filter { allocation.relayed == nil || !$0.isChallenge }
            let errors = unusual.map { "\($0.count) x \($0.reason ?? "\($0.code)")" }.joined(separator: "; ")
            let tail = errors.isEmpty ? "" : " (errors: \(errors))"
            if let relayed = allocation.relayed {
                let expired = allocation.expired.isEmpty ? "" : ", and ran out"
                row(
                    "relay", "TURN \(allocation.server) over \(allocation.transport) gave \(relayed)" + expired + tail,
                    expired.isEmpty ? .plain : .bad)
            } else {
                row("relay", "TURN \(allocation.server) over \(allocation.transport) gave nothing" + tail, .bad)
            }
        }
        for connection in ice?.tlsConnections ?? [] {
            row("relay", "TLS to \(connection.server): what it carries cannot be seen", .doubtful)
        }
        for server in ice?.servers ?? [] where server.answered == 0 {
            row("server", "\(server.kind.rawValue) \(server.endpoint) never answered \(server.requests) requests", .bad)
        }
    }

    private mutating func add(candidates: [ClientCandidate], _ ice: ICEReport?) {
        guard ice != nil else { return }
        let list = candidates.map { "\($0.type.rawValue) \(TransportAddress(ip: $0.ip, port: $0.port))" }
        row(
            "candidates", list.isEmpty ? "none left the client" : list.joined(separator: ", "),
            list.isEmpty ? .bad : .plain)
    }

    private mutating func add(iceStateOf report: CallReport) {
        guard let state = report.iceData.transport.iceState else { return row("ICE", "not seen") }
        let changes = report.network.ice?.stateChanges ?? []
        let history = changes.map {
            "\($0.state.rawValue) \(FigureText.offset($0.time, from: report.network.firstPacket))"
        }
        let restarts = max(0, (report.network.ice?.generations.count ?? 1) - 1)
        row(
            "ICE",
            state.rawValue + (history.isEmpty ? "" : " (\(history.joined(separator: ", ")))")
                + (restarts > 0 ? ", \(FigureText.plural(restarts, "restart"))" : ""),
            state == .connected || state == .closed ? .plain : .bad)
    }

    private mutating func add(dtlsStateOf report: CallReport) {
        let transport = report.iceData.transport
        guard let state = transport.dtlsState else { return row("DTLS", "not seen") }
        let dtls = report.network.dtls
        let changes = dtls?.stateChanges ?? []
        let history = changes.map {
            "\($0.state.rawValue) \(FigureText.offset($0.time, from: report.network.firstPacket))"
        }
        let retransmissions = dtls?.retransmissions ?? 0
        let facts = [
            dtls?.version, dtls?.suite, dtls?.group, dtls?.role.map { "client side is DTLS \($0.rawValue)" },
            retransmissions > 0 ? FigureText.plural(retransmissions, "retransmission") : nil,
        ].compactMap(\.self)
        row(
            "DTLS",
            ([state.rawValue + (history.isEmpty ? "" : " (\(history.joined(separator: ", ")))")] + facts)
                .joined(separator: ", "),
            state == .connected || state == .closed ? .plain : .bad)
        for alert in dtls?.alerts ?? [] where alert.description != "close_notify" && alert.level != nil {
            row(
                "",
                "\(alert.level ?? "") alert \(alert.description) from the \(Self.name(alert.sender)) "
                    + "(frame \(alert.frame))",
                .bad)
        }
        if let dtls { add(handshakeOf: dtls) }
        let source = dtls?.chosenProfile.map { " (\(Self.words($0.source.rawValue)))" } ?? ""
        row(
            "SRTP", transport.srtpCipher.map { $0 + source } ?? "none: the handshake did not finish",
            transport.srtpCipher == nil ? .bad : .plain)
    }

    /// What slowed the handshake down, or stopped it.
    private mutating func add(handshakeOf dtls: DTLSReport) {
        if let wait = dtls.retransmissionWaitMilliseconds, let all = dtls.handshakeMilliseconds, wait > 0 {
            row(
                "",
                "\(FigureText.milliseconds(wait)) of \(FigureText.milliseconds(all)) ms passed before flights were repeated",
                .doubtful)
        }
        if let stuck = dtls.stuck {
            let place = stuck.passesTap ? "passes this tap and does not arrive" : "does not come to this tap"
            row(
                "",
                "stuck: \(Self.words(stuck.missingFlight.rawValue)) missing, DTLS of the \(Self.name(stuck.side)) \(place) "
                    + "(since frame \(stuck.frame))",
                .bad)
        }
        for loss in dtls.sizeLosses {
            let verb = loss.basis == .missingPart ? "pass" : "are answered"
            row(
                "",
                "\(loss.longestPassedBytes) bytes from the \(Self.name(loss.sender)) \(verb), "
                    + "\(loss.shortestLostBytes) and more \(loss.basis == .missingPart ? "never do" : "are not")",
                .bad)
        }
        for other in dtls.otherAddresses where !other.hasChecks {
            row(
                "", "sent to \(other.sentTo), answered from \(other.answeredFrom) (frame \(other.frame))", .bad)
        }
    }

    private mutating func add(rtt: RTTReport?) {
        guard let rtt else { return row("RTT", "unknown") }
        var label = "RTT"
        if let path = rtt.path {
            row(label, "path " + Self.summary(path))
            label = ""
        }
        // A bound is of interest where nothing measures the part itself.
        let measured = Set(rtt.halves.filter { !$0.isBound }.map(\.between))
        for half in rtt.halves where !half.isBound || !measured.contains(half.between) {
            let bound = half.isBound ? ", an upper bound" : ""
            row(
                label,
                "\(Self.name(half.between)) \(Self.summary(half.statistics)) by \(half.source.rawValue)\(bound)"
            )
            label = ""
        }
    }

    private mutating func add(transport: TransportCounters?) {
        guard let transport else { return }
        row(
            "carried",
            "sent \(FigureText.plural(transport.packetsSent, "packet")) (\(FigureText.bytes(transport.bytesSent))), "
                + "received \(FigureText.plural(transport.packetsReceived, "packet")) "
                + "(\(FigureText.bytes(transport.bytesReceived)))")
    }

    private static func summary(_ rtt: RTTStatistics) -> String {
        "median \(FigureText.milliseconds(rtt.medianMilliseconds)) ms, "
            + "p95 \(FigureText.milliseconds(rtt.percentile95Milliseconds)), "
            + "max \(FigureText.milliseconds(rtt.maximumMilliseconds)) (\(FigureText.plural(rtt.samples, "sample")))"
    }

    private static func name(_ side: CallSide) -> String { side == .client ? "client" : "far end" }

    private static func name(_ span: ReportedRTTSpan) -> String {
        switch span {
        case .clientToTap: "client to tap"
        case .tapToFarEnd: "tap to far end"
        case .clientToTURN: "client to TURN server"
        case .tapToTURN: "tap to TURN server"
        }
    }

    private static func words(_ code: String) -> String {
        code.split { $0 == "_" || $0 == "-" }.joined(separator: " ")
    }
}
