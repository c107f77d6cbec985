import ClientReports
import Report

// States of ICE and DTLS, cipher, version.
extension SampleContext {
    func stateVerdicts() -> [FieldComparison] {
        guard let said = sample.transport else { return [] }
        return [
            said.iceState.map { iceState($0) },
            said.dtlsState.map { dtlsState($0) },
            said.srtpCipher.map { cipher($0) },
            said.tlsVersion.flatMap { version($0) },
        ].compactMap(\.self)
    }

    /// The states that the network shows about the sample's time, the last first.
    private func states<State>(_ changes: [StateChangeReport<State>], initial: String) -> [String]
    where State: RawRepresentable & Hashable & Sendable & JSONRepresentable, State.RawValue == String {
        let window = clock.window(at: time, direction: .received)
        let slack = Int64(tolerances.stateMilliseconds * 1e6)
        var held = initial
        var near: [String] = []
        for change in changes {
            if change.time.nanoseconds < window.begin &- slack {
                held = change.state.rawValue
            } else if change.time.nanoseconds <= window.end &+ slack {
                near.append(change.state.rawValue)
            }
        }
        return near.reversed() + [held]
    }

    // MARK: ICE

    private func iceState(_ client: String) -> FieldComparison {
        var result = FieldComparison(
            "transport.iceState", client: .text(client), network: nil,
            relation: "the same state; completed is connected, disconnected is connected or failed", verdict: .agree)
        guard let changes = network.ice?.stateChanges, report.iceData.transport.iceState != nil else {
            result.verdict = .notComparable
            result.cause = "the capture holds no ICE of this call"
            return result
        }
        let near = states(changes, initial: "new")
        let meant: Set<String> =
            switch client {
            case "completed": ["connected"]
            case "disconnected": ["connected", "failed"]
            default: [client]
            }
        let match = near.first { meant.contains($0) }
        result.network = .text(match ?? near[0])
        result.frame = changes.last { $0.state.rawValue == (match ?? near[0]) }?.frame
        guard match == nil else { return result }
        if client == "closed" {
            result.verdict = .explained
            result.cause = "the client closed; ICE has no message for it"
            result.place = .client
        } else if near[0] == "closed" {
            result.verdict = .explained
            result.cause = "the wire shows the close, the client's sample does not yet"
        } else if client == "new" || client == "checking" || near[0] == "new" || near[0] == "checking" {
            let isClaim = ["connected", "completed"].contains(client) && !near.contains("connected")
            result.verdict = isClaim && isSeenWhole ? .disagree : .explained
            result.cause =
                isClaim ? "no check was answered by then" : "the client takes the step a little later than the wire"
            result.place = .client
        } else {
            result.verdict = isSeenWhole ? .disagree : .explained
            result.cause = "the wire says \(near[0])"
            result.place = .client
        }
        return result
    }

    /// Whether what did not happen in the capture did not happen.
    private var isSeenWhole: Bool {
        network.capture.missingDirection == nil && network.capture.beginsMidCall != true && clock.confidence != .low
    }

    // MARK: DTLS

    private func dtlsState(_ client: String) -> FieldComparison {
        var result = FieldComparison(
            "transport.dtlsState", client: .text(client), network: nil, relation: "the same state", verdict: .agree)
        guard let dtls = network.dtls else {
            let isNew = client == "new"
            result.network = report.iceData.transport.dtlsState.map { .text($0.rawValue) }
            result.verdict = isNew && result.network != nil ? .agree : .notComparable
            if result.verdict == .notComparable { result.cause = "the capture holds no handshake of this call" }
            return result
        }
        guard report.iceData.transport.dtlsState != nil else {
            result.verdict = .notComparable
            result.cause = "the capture holds the handshake in part only"
            return result
        }
        let near = states(dtls.stateChanges, initial: "new")
        let match = near.first { $0 == client }
        result.network = .text(match ?? near[0])
        result.frame = dtls.stateChanges.last { $0.state.rawValue == (match ?? near[0]) }?.frame
        guard match == nil else { return result }
        if client == "closed" {
            result.verdict = .explained
            result.cause = "the client closed; its close_notify had not passed the tap, or was lost"
            result.place = .client
        } else if near[0] == "closed" {
            result.verdict = .explained
            result.cause = "the close had passed the tap and not reached the client"
        } else if client == "connected" {
            result.verdict = isSeenWhole ? .disagree : .explained
            result.cause = "the handshake never finished on the wire"
            result.place = .client
        } else if client == "failed", near[0] == "connecting" {
            result.verdict = .explained
            result.cause = "the client gave up a handshake that did not finish"
            result.place = .client
        } else if near[0] == "connected" {
            result.verdict = isBesideClient ? .disagree : .explained
            result.cause =
                isBesideClient
                ? "the handshake had finished on the wire"
                : "the last flight passed the tap; it may have been lost before the client"
            result.place = isBesideClient ? .client : .betweenTapAndClient
        } else {
            result.verdict = .explained
            result.cause = "the wire says \(near[0]): the client takes the step a little earlier or later"
            result.place = .client
        }
        return result
    }

    // MARK: Cipher and version

    private func cipher(_ client: String) -> FieldComparison {
        var result = FieldComparison(
            "transport.srtpCipher", client: .text(client), network: nil,
            relation: "the same profile, whichever way it is spelt", verdict: .agree)
        guard let chosen = network.dtls?.chosenProfile else {
            let isUnfinished = network.dtls != nil && report.iceData.transport.dtlsState == .connecting
            result.verdict = isUnfinished ? .disagree : .notComparable
            result.cause =
                isUnfinished
                ? "the handshake never finished on the wire, so there is none" : "the capture does not tell the profile"
            if isUnfinished { result.place = .client }
            return result
        }
        result.network = .text(chosen.name)
        let names = chosen.candidates.isEmpty ? [chosen.name] : chosen.candidates
        let spelt = Self.documentedProfile(client)
        if names.contains(spelt) || chosen.name == spelt { return result }
        result.verdict = .disagree
        result.cause = "the wire has \(names.joined(separator: " or ")) (\(chosen.source.rawValue))"
        result.place = .client
        return result
    }

    /// The documented spelling of an IANA profile name.
    static func documentedProfile(_ name: String) -> String {
        switch name {
        case "SRTP_AES128_CM_HMAC_SHA1_80": "AES_CM_128_HMAC_SHA1_80"
        case "SRTP_AES128_CM_HMAC_SHA1_32": "AES_CM_128_HMAC_SHA1_32"
        case "SRTP_AEAD_AES_128_GCM": "AEAD_AES_128_GCM"
        case "SRTP_AEAD_AES_256_GCM": "AEAD_AES_256_GCM"
        default: name
        }
    }

    private func version(_ client: String) -> FieldComparison? {
        let said: String? =
            switch client.uppercased() {
            case "FEFF": "DTLS 1.0"
            case "FEFD": "DTLS 1.2"
            case "FEFC": "DTLS 1.3"
            default: nil
            }
        var result = FieldComparison(
            "transport.tlsVersion", client: .text(said ?? client), network: nil, relation: "the negotiated version",
            verdict: .agree)
        guard let said, let version = network.dtls?.version else {
            result.verdict = .notComparable
            result.cause = said == nil ? "no version of DTLS is written so" : "the capture does not tell the version"
            return result
        }
        result.network = .text(version)
        if version != said {
            result.verdict = report.iceData.transport.dtlsState == .connected ? .disagree : .explained
            result.cause = "the wire negotiated \(version)"
            result.place = .client
        }
        return result
    }
}
