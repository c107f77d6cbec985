import ICE
import Media
import Report
import Wire

/// Which SRTP protection profile a call uses, and how long its authentication tag is.
struct CipherJudgement {
    /// As the report names it; nil if the handshake did not finish.
    private(set) var name: String?
    private(set) var profile: ChosenProfile?
    /// Bytes behind each SRTP payload: the authentication tag, and a master key identifier; nil while undecided.
    private(set) var tagLength: Int?

    /// - Parameter association: the handshake that protects the call's media, if one was seen.
    init(_ facts: CallFacts, association: DTLSAssociation?) {
        let layout = SRTCPLayout(facts.paths.flatMap { [$0.forward.srtcp, $0.backward.srtcp] })
        if association == nil, takeSignalled(facts) { return }
        if let association, association.state == .connected, let chosen = association.chosenProfile {
            takeNegotiated(chosen, association)
            return
        }
        let keyIdentifier = association?.serverHello?.extensions.useSRTP?.masterKeyIdentifier.count ?? 0
        let shown = layout.cipherClass(keyIdentifierLength: keyIdentifier)
        let isProtected = shown == .aead || shown == .hmac
        // SRTCP that counts proves keys where the capture does not hold the handshake, or not enough of it.
        let isUnseen = association == nil || facts.paths.contains(where: \.handshakeIsCut)
        guard association?.state == .connected || isProtected && isUnseen else {
            if association == nil { tagLength = Self.clearTagLength(facts, layout) }
            return
        }
        infer(shown, layout, association)
    }

    private mutating func takeNegotiated(_ chosen: SRTPProtectionProfile, _ association: DTLSAssociation) {
        let keyIdentifier = association.serverHello?.extensions.useSRTP?.masterKeyIdentifier.count ?? 0
        let name = Self.name(of: chosen)
        self.name = name
        tagLength = chosen.authenticationTagByteCount.map { $0 + keyIdentifier }
        profile = ChosenProfile(
            name: name, source: .negotiated, tagBytes: chosen.authenticationTagByteCount,
            evidence: ["the server's use_srtp chose it"])
    }

    /// DTLS 1.3 encrypts the choice: what SRTCP shows, of what was offered.
    private mutating func infer(
        _ shown: SRTCPLayout.CipherClass?, _ layout: SRTCPLayout, _ association: DTLSAssociation?
    ) {
        let offered = association?.offeredProfiles
        var evidence = [Self.text(layout, shown)]
        let candidates = (offered ?? Self.inUse).filter { shown == nil || Self.cipherClass(of: $0) == shown }
        let names = candidates.map(Self.name)
        evidence.append(
            offered.map { "the client offered \($0.map(Self.name).joined(separator: ", "))" }
                ?? "the ClientHello was not seen whole: any profile in use may have been offered")
        let tags = Set(candidates.map(\.authenticationTagByteCount))
        let tag = tags.count == 1 ? tags.first ?? nil : nil
        // A key identifier that no handshake shows may stand in SRTCP alone.
        let keyIdentifier = shown.flatMap { layout.keyIdentifierLength(of: $0) } ?? 0
        let isExplained =
            keyIdentifier == association?.serverHello?.extensions.useSRTP?.masterKeyIdentifier.count ?? 0
        if !isExplained { evidence.append("\(keyIdentifier) bytes behind the tag that the handshake does not explain") }
        tagLength = isExplained ? tag.map { $0 + keyIdentifier } : nil
        let name: String
        if names.count == 1 {
            name = names[0]
        } else {
            switch shown {
            case .aead: name = "AEAD_AES_GCM"
            case .hmac: name = "AES_CM_HMAC_SHA1"
            case .clear, nil: name = "undecided"
            }
        }
        self.name = name
        profile = ChosenProfile(
            name: name, candidates: names.count == 1 ? [] : names, source: .inferred, tagBytes: tag, evidence: evidence)
    }

    private static func text(_ layout: SRTCPLayout, _ shown: SRTCPLayout.CipherClass?) -> String {
        if layout.isContradictory { return "SRTCP counts its index at more than one place: undecided" }
        let cut = layout.cut > 0 ? ", \(layout.cut) cut by the snap length" : ""
        guard let distance = layout.distance else {
            return layout.datagrams + layout.cut == 0
                ? "no SRTCP was captured" : "no index counts in \(layout.datagrams) whole SRTCP datagrams" + cut
        }
        let place =
            "the index counts \(distance) bytes before the end in \(layout.fits) of \(layout.datagrams) SRTCP datagrams"
        switch shown {
        case .aead: return "\(place)\(cut): AEAD (RFC 7714 9)"
        case .hmac: return "\(place)\(cut): HMAC-SHA1 (RFC 3711 3.4)"
        case .clear, nil: return "\(place)\(cut): of no usual cipher"
        }
    }

    private static func name(of profile: SRTPProtectionProfile) -> String {
        profile.name ?? profile.registeredName ?? "\(profile.rawValue)"
    }

    /// Without DTLS: keys in the signalling (RFC 4568), or none.
    ///
    /// - Returns: false if the signalling says nothing of it.
    private mutating func takeSignalled(_ facts: CallFacts) -> Bool {
        switch facts.signalled.protection {
        case .clear:
            tagLength = 0
        case .keyed(let suites):
            let lengths = Set(suites.map(\.trailerLength))
            tagLength = lengths.count == 1 ? lengths.first ?? nil : nil
            let name = suites.count == 1 ? suites[0].suite : "undecided"
            self.name = name
            profile = ChosenProfile(
                name: name, candidates: suites.count == 1 ? [] : suites.map(\.suite), source: .signalled,
                evidence: ["a=crypto of the session description"])
        case .handshake, nil:
            return false
        }
        return true
    }

    /// Profiles that WebRTC stacks offer, where the ClientHello was not seen.
    private static var inUse: [SRTPProtectionProfile] {
        [.aes128CMSHA1Tag80, .aes128CMSHA1Tag32, .aeadAES128GCM, .aeadAES256GCM]
    }

    private static func cipherClass(of profile: SRTPProtectionProfile) -> SRTCPLayout.CipherClass {
        (profile.authenticationTagByteCount ?? 0) >= 16 ? .aead : .hmac
    }

    /// Without DTLS the media may be clear, or keyed by other means: clear RTCP beside it says it is clear.
    private static func clearTagLength(_ facts: CallFacts, _ layout: SRTCPLayout) -> Int? {
        if layout.cipherClass == .clear { return 0 }
        // G.711 in whole 5 ms frames has no room for a tag (RFC 3551 4.5.14).
        let streams = facts.paths.flatMap(\.streams)
        let isG711 =
            !streams.isEmpty
            && streams.allSatisfy { stream in
                let packets = stream.tracker.sequence.unique
                let onlyG711 = stream.tracker.payloadTypeCounts.allSatisfy {
                    [0, 8].contains($0.payloadType.rawValue)
                }
                return onlyG711 && packets > 0 && stream.tracker.bytes.protected % (packets * 40) == 0
            }
        return isG711 ? 0 : nil
    }
}
