import ICE
import Media
import Report
import Wire

/// Which SRTP protection profile a call uses, and how long its authentication tag is.
struct CipherJudgement {
    /// As the report names it; nil if the handshake did not finish.
    var name: String?
    var profile: ChosenProfile?
    /// Bytes of the authentication tag; nil while undecided.
    var tagLength: Int?

    /// - Parameter association: the handshake that protects the call's media, if one was seen.
    init(_ facts: CallFacts, association: DTLSAssociation?) {
        guard let association else {
            takeSignalled(facts)
            return
        }
        guard association.state == .connected else { return }
        if let chosen = association.chosenProfile {
            name = chosen.name ?? chosen.registeredName ?? "\(chosen.rawValue)"
            tagLength = chosen.authenticationTagByteCount
            profile = ChosenProfile(name: name ?? "", candidates: [], source: .negotiated)
            return
        }
        // DTLS 1.3 encrypts the choice: what SRTCP shows, of what was offered.
        let classes = Set(
            facts.paths.flatMap { [$0.forward.srtcp.cipherClass, $0.backward.srtcp.cipherClass] }.compactMap(\.self))
        let shown = classes.count == 1 ? classes.first : nil
        let offered = association.offeredProfiles ?? Self.inUse
        let candidates = offered.filter { shown == nil || Self.cipherClass(of: $0) == shown }
        let tags = Set(candidates.map(\.authenticationTagByteCount))
        tagLength = tags.count == 1 ? tags.first ?? nil : nil
        let names = candidates.compactMap(\.name)
        if names.count == 1 {
            name = names[0]
        } else {
            switch shown {
            case .aead: name = "AEAD_AES_GCM"
            case .hmac: name = "AES_CM_HMAC_SHA1"
            case .clear, nil: name = "undecided"
            }
        }
        profile = ChosenProfile(name: name ?? "", candidates: names.count == 1 ? [] : names, source: .inferred)
    }

    /// Without DTLS: keys in the signalling (RFC 4568), or none.
    private mutating func takeSignalled(_ facts: CallFacts) {
        switch facts.signalled.protection {
        case .clear: tagLength = 0
        case .keyed(let suites):
            let lengths = Set(suites.map(\.trailerLength))
            tagLength = lengths.count == 1 ? lengths.first ?? nil : nil
            name = suites.count == 1 ? suites[0].suite : "undecided"
            let candidates = suites.count == 1 ? [] : suites.map(\.suite)
            profile = ChosenProfile(name: name ?? "", candidates: candidates, source: .signalled)
        case .handshake, nil: tagLength = Self.clearTagLength(facts)
        }
    }

    /// Profiles that WebRTC stacks offer, where the ClientHello was not seen.
    private static var inUse: [SRTPProtectionProfile] {
        [.aes128CMSHA1Tag80, .aes128CMSHA1Tag32, .aeadAES128GCM, .aeadAES256GCM]
    }

    private static func cipherClass(of profile: SRTPProtectionProfile) -> SRTCPTracker.CipherClass {
        (profile.authenticationTagByteCount ?? 0) >= 16 ? .aead : .hmac
    }

    /// Without DTLS the media may be clear, or keyed by other means: clear RTCP beside it says it is clear.
    private static func clearTagLength(_ facts: CallFacts) -> Int? {
        let classes = facts.paths.flatMap { [$0.forward.srtcp.cipherClass, $0.backward.srtcp.cipherClass] }
        if classes.contains(.clear), !classes.contains(.aead), !classes.contains(.hmac) { return 0 }
        // G.711 in whole 5 ms frames has no room for a tag (RFC 3551 4.5.14).
        let streams = facts.paths.flatMap(\.streams)
        let isG711 =
            !streams.isEmpty
            && streams.allSatisfy { stream in
                let packets = stream.tracker.sequence.unique
                let onlyG711 = stream.tracker.payloadTypes.counts.allSatisfy {
                    [0, 8].contains($0.payloadType.rawValue)
                }
                return onlyG711 && packets > 0 && stream.tracker.bytes.protected % (packets * 40) == 0
            }
        return isG711 ? 0 : nil
    }
}
