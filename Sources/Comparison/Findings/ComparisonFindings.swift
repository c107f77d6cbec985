import Analysis
import ClientReports
import Report
import Wire

/// What the differences of a comparison mean.
struct ComparisonFindings {
    let report: ClientReport
    let side: SideReplay
    let fits: [TrackFit]
    let accounts: [LossAccount?]
    let clock: ComparisonClock
    let fields: [FieldComparison]

    var findings: [ComparisonFinding] {
        let all =
            units() + packets() + states() + streams() + bytes() + jitter() + clockFindings() + reading()
        let named = Set(all.flatMap { $0.evidence.map(\.text) })
        let rest = fields.filter { field in
            field.verdict == .disagree && !named.contains { $0.hasPrefix(field.field) }
        }.map { field in
            ComparisonFinding(
                .fieldDisagrees, .warning, "\(field.field) cannot be true beside the capture",
                evidence: [evidence(field)], place: field.place,
                action: "Look at how the client makes this figure; the capture contradicts it.")
        }
        return (all + rest).sorted { $0.severity.weight > $1.severity.weight }
    }

    /// A field as evidence; its text begins with the field's name.
    private func evidence(_ field: FieldComparison) -> FindingEvidence {
        let values = "\(field.field): client \(field.client?.text ?? "-"), network \(field.network?.text ?? "-")"
        return FindingEvidence(
            text: values + (field.unit.map { " \($0)" } ?? "") + (field.cause.map { "; \($0)" } ?? ""),
            frames: field.frame.map { [$0] }.flatMap { $0.first == 0 ? nil : $0 } ?? [],
            filter: field.frame.flatMap { $0 == 0 ? nil : "frame.number == \($0)" })
    }

    private func fields(_ suffix: String, _ verdict: FieldVerdict) -> [FieldComparison] {
        fields.filter { $0.field.hasSuffix(suffix) && $0.verdict == verdict }
    }

    // MARK: Units

    private func units() -> [ComparisonFinding] {
        fields.filter { field in
            guard field.verdict == .disagree, field.unit == "ms", case .number(let client)? = field.client,
                case .number(let network)? = field.network, network > 0
            else { return false }
            return UnitFactor(client / network) != nil
        }.map { field in
            ComparisonFinding(
                .wrongUnit, .warning, "\(field.field) is in the wrong unit: a factor of 1000",
                evidence: [evidence(field)], place: .client,
                action: "Seconds where milliseconds are documented, or the reverse: correct the client or the reader.")
        }
    }

    // MARK: Packets

    private func packets() -> [ComparisonFinding] {
        var findings: [ComparisonFinding] = []
        for field in fields(".packetsSent", .disagree) where !field.field.hasPrefix("connection") {
            let isMore = (field.difference ?? 0) > 0
            findings.append(
                ComparisonFinding(
                    isMore ? .packetsSentInflated : .packetsSentUnderstated, .critical,
                    isMore
                        ? "The client says it sent \(field.gap) packets that it never numbered"
                        : "The client says it sent \(field.gap) packets fewer than it numbered",
                    evidence: [evidence(field)], place: .client,
                    action: "Sequence numbers count what was sent wherever the tap stands: the counter is wrong."))
        }
        let isMoreThanSent = { (field: FieldComparison) in field.cause?.contains("together are") == true }
        for field in fields(".packetsReceived", .disagree) where !field.field.hasPrefix("connection") {
            guard !isMoreThanSent(field) else {
                findings.append(
                    ComparisonFinding(
                        .moreThanSent, .critical, "What the client says it received and lost is more than was sent",
                        evidence: [evidence(field)]
                            + fields(".packetsLost", .disagree).filter(isMoreThanSent).map(evidence),
                        place: .client, action: "One of its two counters is too high."))
                continue
            }
            findings.append(
                ComparisonFinding(
                    .packetsReceivedInflated, .critical,
                    "The client's count of received packets cannot be true", evidence: [evidence(field)],
                    place: .client, action: "It cannot receive what did not pass the tap: the counter is wrong."))
        }
        for field in fields(".packetsLost", .disagree) where !isMoreThanSent(field) {
            let isDenied = (field.difference ?? 0) < 0
            findings.append(
                ComparisonFinding(
                    isDenied ? .lossDenied : .lossInvented, .critical,
                    isDenied
                        ? "The client does not report \(field.gap) lost packets"
                        : "The client reports \(field.gap) lost packets that were not lost",
                    evidence: [evidence(field)], place: .client,
                    action: isDenied
                        ? "Do not take its loss figure: received, lost and what its rule hides must add up to what was sent."
                        : "Its loss is more than the sequence numbers that were missing."))
        }
        return findings
    }

    private func streams() -> [ComparisonFinding] {
        var findings: [ComparisonFinding] = []
        for (fit, account) in zip(fits, accounts) {
            guard fit.track.direction == .received, let account else { continue }
            for outage in account.outages where outage.packets >= account.threshold {
                let seconds = Double(outage.packets) * fit.packetSeconds
                let end = clock.captureTime(of: report.samples[outage.sample].time.nanoseconds)
                let time = UTCText.clock(UnixTime(nanoseconds: end))
                findings.append(
                    ComparisonFinding(
                        .outageHiddenByClient, .critical,
                        "The client's loss counter hides an outage of \(outage.packets) packets, about \(DecimalNumber.text(seconds, decimals: 1)) s",
                        evidence: [
                            FindingEvidence(
                                text:
                                    "in the interval that ends at \(time), \(outage.packets) packets are neither received nor counted as lost: "
                                    + "a jump of \(account.threshold) or more is taken for a restart of the stream",
                                frames: [outage.frame], filter: "frame.number == \(outage.frame)")
                        ], place: .client,
                        action: "Count the outage as loss; concealed samples in the client's report show it too."))
            }
            findings += losses(fit, account)
        }
        for field in fields("audioLevelAvg", .explained) + fields("audioLevel", .explained)
        where field.client == .text("silence") && field.network == .text("sound") && field.field.contains("inbound") {
            findings.append(
                ComparisonFinding(
                    .soundNotPlayed, .warning, "Sound came to the tap and the client played silence",
                    evidence: [evidence(field)], place: .client,
                    action: "Look for decryption failures, a muted element or an output device that does not play."))
        }
        return findings
    }

    private func losses(_ fit: TrackFit, _ account: LossAccount) -> [ComparisonFinding] {
        guard let last = account.entries.last, let point = fit.track.points.last(where: { $0.lost != nil }),
            last.unaccounted == 0
        else { return [] }
        var findings: [ComparisonFinding] = []
        let state = fit.replay.state(
            at: clock.window(at: point.time, direction: .received).middle)
        let behind = max(0, (point.lost ?? 0) + last.hidden - state.lost)
        let kind = "\(fit.track.kind.rawValue) packets"
        if behind > last.slack {
            let percent = Double(behind) / Double(max(1, state.unique)) * 100
            findings.append(
                ComparisonFinding(
                    .lostBetweenTapAndClient, percent > 1 ? .warning : .info,
                    "\(behind) \(kind) were lost between the tap and the client (\(DecimalNumber.text(percent, decimals: 1)) %)",
                    evidence: [
                        FindingEvidence(
                            text: "\(point.packets + behind) passed the tap, the client received \(point.packets)",
                            frames: [state.frame],
                            filter: "rtp.ssrc == \(SynchronizationSource(rawValue: fit.replay.arrivals.ssrc.rawValue))")
                    ], place: .betweenTapAndClient,
                    action: "The loss is on the client's side of the tap: its access network, Wi-Fi or NAT."))
        }
        if state.lost > 0 {
            let percent = Double(state.lost) / Double(max(1, state.span)) * 100
            findings.append(
                ComparisonFinding(
                    .lostBeforeTap, percent > 1 ? .warning : .info,
                    "\(state.lost) \(kind) to the client were lost before they came to the tap (\(DecimalNumber.text(percent, decimals: 1)) %)",
                    evidence: [
                        FindingEvidence(
                            text: "\(state.span) were numbered by the sender, \(state.unique) passed the tap",
                            frames: [state.frame],
                            filter: "rtp.ssrc == \(SynchronizationSource(rawValue: fit.replay.arrivals.ssrc.rawValue))")
                    ], place: .betweenTapAndFarEnd,
                    action: "The loss is on the far end's side of the tap; the client's network is not to blame."))
        }
        return findings
    }

    private func bytes() -> [ComparisonFinding] {
        let withHeaders = fields.filter { $0.verdict == .disagree && $0.cause?.contains("RTP headers") == true }
        return withHeaders.map { field -> ComparisonFinding in
            ComparisonFinding(
                .bytesIncludeHeaders, .warning, "\(field.field) counts RTP headers too", evidence: [evidence(field)],
                place: .client, action: "getStats counts payload alone; compare or bill accordingly.")
        }
    }

    private func jitter() -> [ComparisonFinding] {
        let added = (fields("jitterAvg", .explained) + fields("jitter", .explained)).filter { field in
            field.place == .betweenTapAndClient && (field.difference ?? 0) > 0
        }
        return added.map { field -> ComparisonFinding in
            let milliseconds = DecimalNumber.text(field.difference ?? 0, decimals: 1)
            return ComparisonFinding(
                .jitterBetweenTapAndClient, .info,
                "The path between the tap and the client adds \(milliseconds) ms of jitter",
                evidence: [evidence(field)], place: .betweenTapAndClient,
                action: "The delay varies on the client's side of the tap.")
        }
    }

    // MARK: States

    private func states() -> [ComparisonFinding] {
        var findings: [ComparisonFinding] = []
        for field in fields where field.verdict == .disagree {
            switch field.field {
            case "transport.dtlsState", "transport.srtpCipher":
                findings.append(
                    ComparisonFinding(
                        .dtlsClaimed, .critical, "The client's word on DTLS is not what the wire shows",
                        evidence: [evidence(field)], place: .client,
                        action: "Take the wire's state: the handshake's flights are in the capture."))
            case "transport.iceState":
                findings.append(
                    ComparisonFinding(
                        .iceClaimed, .warning, "The client's ICE state is not what the checks show",
                        evidence: [evidence(field)], place: .client, action: "Look at the checks of the selected pair.")
                )
            case "ice.local.address", "ice.remote.address", "ice.local.port", "ice.remote.port":
                guard !findings.contains(where: { $0.code == .otherPair }) else { continue }
                findings.append(
                    ComparisonFinding(
                        .otherPair, .warning, "The client names another pair than the one its media takes",
                        evidence: fields.filter { $0.verdict == .disagree && $0.field.hasPrefix("ice.") }.map(evidence),
                        place: .client, action: "Follow the pair that carries media."))
            default: break
            }
        }
        return findings
    }

    // MARK: Clock and reading

    /// ms beyond which a clock is worth a word.
    private static let notableOffset = 1000.0

    private func clockFindings() -> [ComparisonFinding] {
        guard clock.isKnown else {
            guard !report.samples.isEmpty else { return [] }
            return [
                ComparisonFinding(
                    .clockUnknown, .info, "Nothing ties the client's clock to the capture's: \(clock.basis)",
                    action: "Intervals may be compared only roughly; a report with counters helps.")
            ]
        }
        let offset = Double(clock.offset) / 1e6
        guard abs(offset) >= Self.notableOffset else { return [] }
        let text = DecimalNumber.text(abs(offset) / 1000, decimals: 1)
        return [
            ComparisonFinding(
                .clockOffset, .info,
                "The client's clock is \(text) s \(offset < 0 ? "behind" : "ahead of") the capture's",
                evidence: [FindingEvidence(text: "fitted on \(clock.basis)")],
                action: "Add it to the client's times before looking for them in the capture.")
        ]
    }

    private func reading() -> [ComparisonFinding] {
        let missing = report.notes.filter { $0.kind == .missing }
        let repeated = report.notes.filter { $0.kind == .repeated }
        return [
            missing.isEmpty
                ? nil
                : ComparisonFinding(
                    .intervalMissing, .info, "The client's report lacks intervals: \(missing.count)",
                    evidence: missing.prefix(8).map { FindingEvidence(text: "\($0.path): \($0.text)") },
                    place: .client, action: "What happened in them cannot be compared."),
            repeated.isEmpty
                ? nil
                : ComparisonFinding(
                    .intervalRepeated, .info, "The client's report repeats intervals: \(repeated.count), left out",
                    evidence: repeated.prefix(8).map { FindingEvidence(text: "\($0.path): \($0.text)") },
                    place: .client, action: nil),
        ].compactMap(\.self)
    }
}

extension FieldComparison {
    /// How many, whichever way.
    fileprivate var gap: Int { Int(abs(difference ?? 0).rounded()) }
}

extension FieldValue {
    var text: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): DecimalNumber.text(value, decimals: abs(value) < 10 ? 2 : 1)
        case .text(let value): value
        case .boolean(let value): value ? "true" : "false"
        }
    }
}

extension FindingSeverity {
    var weight: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .critical: 2
        }
    }
}

extension TrackFit {
    /// Mean s between packets.
    var packetSeconds: Double {
        guard let first = replay.states.first, let last = replay.states.last, last.span > 1 else { return 0.02 }
        return Double(last.time - first.time) / 1e9 / Double(last.span - 1)
    }
}
