import ICE
import Wire

/// What the signalling says of one call: pure look-ups for whoever judges its media.
///
/// The dialogs of captured SIP, and the descriptions that the operator gave. Where descriptions differ, that of the side
/// that receives a stream comes first: its payload types are the ones that the other side sends (RFC 3264 5.1).
struct SignalledMedia {
    /// What a stream is looked up by.
    struct Stream {
        var ssrc: SSRC
        var source: Endpoint
        var destination: Endpoint
    }

    var dialogs: [SIPDialog] = []
    /// Given by the operator.
    var given: [SignalledDescription] = []
    /// Their places among all that he gave.
    var givenIndices: [Int] = []
    /// Username fragments that the call's checks carried: whose descriptions are whose, behind ICE.
    var fragments: [Endpoint: Set<String>] = [:]

    init(_ dialogs: [SIPDialog] = [], given: [SignalledDescription] = []) {
        self.dialogs = dialogs
        self.given = given
    }

    var isEmpty: Bool { dialogs.isEmpty && given.isEmpty }

    /// All of them, in order of time, those of files first.
    var descriptions: [SignalledDescription] { given + dialogs.flatMap(\.descriptions) }

    /// Call-ID of the first dialog.
    var callID: String? {
        dialogs.min { ($0.invite?.moment ?? $0.last) < ($1.invite?.moment ?? $1.last) }?.callID
    }

    // MARK: Sections

    /// The descriptions, those that speak of the stream first: the receiver's, the sender's, any other; of equals the
    /// latest.
    private func ranked(for stream: Stream) -> [SignalledDescription] {
        descriptions.enumerated().map { offset, description in
            (rank: rank(of: description, for: stream), offset: offset, description: description)
        }.sorted { ($1.rank, $1.offset) < ($0.rank, $0.offset) }.map(\.description)
    }

    private func rank(of description: SignalledDescription, for stream: Stream) -> Int {
        func names(_ endpoint: Endpoint) -> Bool {
            description.endpoints.contains(endpoint)
                || fragments[endpoint].map { !$0.isDisjoint(with: description.fragments) } ?? false
        }
        if names(stream.destination) { return 3 }
        return description.sources.contains(stream.ssrc) ? 2 : names(stream.source) ? 1 : 0
    }

    /// The media sections that a stream's packets of this type may belong to, best first.
    func sections(for type: PayloadType, in stream: Stream) -> [SignalledDescription.Section] {
        ranked(for: stream).flatMap { description in
            let fitting = description.sections.filter { $0.payloadTypes.contains(type) }
            guard fitting.count > 1 else { return fitting }
            // One description may have the type in several sections, with transports of their own.
            func isNamed(_ section: SignalledDescription.Section) -> Bool {
                section.sources.contains(stream.ssrc) || section.media.endpoint == stream.destination
                    || section.media.endpoint == stream.source
            }
            return fitting.filter(isNamed) + fitting.filter { !isNamed($0) }
        }
    }

    // MARK: Payload types

    /// The codec and clock of a payload type (`a=rtpmap`); nil where nothing says it.
    func codec(of type: PayloadType, in stream: Stream) -> SDPCodec? {
        sections(for: type, in: stream).lazy.compactMap { $0.codecs[type] }.first
    }

    /// `a=fmtp` of a payload type.
    func parameters(of type: PayloadType, in stream: Stream) -> SDPFormatParameters? {
        sections(for: type, in: stream).lazy.compactMap { $0.parameters[type] }.first
    }

    /// The payload type that a retransmission's packets had before (RFC 4588 8.6).
    func associatedPayloadType(of type: PayloadType, in stream: Stream) -> PayloadType? {
        parameters(of: type, in: stream)?.associatedPayloadType
    }

    /// `audio`, `video` … of the section that has the payload type.
    func mediaKind(of type: PayloadType, in stream: Stream) -> String? {
        sections(for: type, in: stream).first?.media.kind
    }

    /// Whether lost packets are asked for again: both sides must have agreed on it. Nil where nothing says it.
    func hasNACK(_ type: PayloadType, in stream: Stream) -> Bool? {
        let found = sections(for: type, in: stream)
        guard !found.isEmpty else { return nil }
        return found.allSatisfy(\.hasNACK)
    }

    /// The id of an RTP header extension in the stream's packets, by its URI; nil where nothing says it.
    func headerExtensionID(_ uri: String, of type: PayloadType, in stream: Stream) -> UInt16? {
        sections(for: type, in: stream).lazy
            .compactMap { section in section.media.attributes.headerExtensions.first { $0.uri == uri }?.id }.first
    }

    // MARK: Sources

    /// The stream that a source retransmits or repairs (`a=ssrc-group:FID` and `FEC-FR`, RFC 5576 4.2).
    func primary(of ssrc: SSRC) -> SSRC? { descriptions.lazy.compactMap { $0.primaries[ssrc] }.first }

    func canonicalName(of ssrc: SSRC) -> String? {
        descriptions.lazy.flatMap(\.session.media).flatMap(\.attributes.sources)
            .first { $0.ssrc == ssrc && $0.canonicalName != nil }?.canonicalName
    }

    // MARK: Protection

    /// How media are protected where no DTLS was seen.
    enum Protection: Equatable {
        /// RTP without protection (RTP/AVP).
        case clear
        /// Keyed in the signalling (RFC 4568): the suites that may be in use, the chosen one alone after the answer.
        case keyed([SDPCrypto])
        /// Keys come by DTLS.
        case handshake
    }

    /// Nil where nothing says it, or sections differ.
    var protection: Protection? {
        let sections = descriptions.flatMap { description in
            description.session.media.filter { $0.isRTP && !$0.isRefused }.map { (description.role, $0) }
        }
        guard !sections.isEmpty else { return nil }
        if sections.contains(where: { !$0.1.attributes.fingerprints.isEmpty }) { return .handshake }
        if sections.allSatisfy({ !$0.1.isSRTP && $0.1.attributes.crypto.isEmpty }) { return .clear }
        guard sections.allSatisfy({ !$0.1.attributes.crypto.isEmpty }) else { return nil }
        let answers = sections.filter { $0.0 == .answer }
        var suites: [SDPCrypto] = []
        for section in answers.isEmpty ? sections : answers {
            // An answer has the one that it chose (RFC 4568 5.1.2).
            for crypto in section.1.attributes.crypto
            where !suites.contains(where: { $0.suite == crypto.suite && $0.trailerLength == crypto.trailerLength }) {
                suites.append(crypto)
            }
        }
        return .keyed(suites)
    }

    /// Neither plain RTP nor keys in the signalling need DTLS.
    var isWithoutHandshake: Bool {
        switch protection {
        case .clear, .keyed: true
        case .handshake, nil: false
        }
    }

    // MARK: Agents

    /// What ICE can learn of it; and which addresses of a plain call are whose.
    func agents(of paths: [CallFacts.PathFacts]) -> SignalledAgents {
        var agents = SignalledAgents()
        var ends: [SIPParty: [Endpoint]] = [:]
        let seen = Set(paths.flatMap { [$0.pair.lower, $0.pair.upper] })
        for description in descriptions {
            let session = description.session
            for section in session.media {
                for candidate in section.attributes.candidates {
                    guard let kind = ICECandidate.Kind(rawValue: candidate.type) else { continue }
                    if let endpoint = candidate.endpoint {
                        agents.candidateKinds[endpoint] = kind
                    } else if candidate.isHidden {
                        // The port alone is told; the address is that of the agent's packets.
                        for endpoint in seen where endpoint.port == candidate.port && candidate.port != 9 {
                            let own = fragments[endpoint] ?? []
                            if !own.isDisjoint(with: description.fragments) {
                                agents.candidateKinds[endpoint] = kind
                            }
                        }
                    }
                }
            }
            if session.attributes.isICELite || session.media.contains(where: \.attributes.isICELite) {
                agents.liteFragments.formUnion(description.fragments)
            }
            if let party = description.party {
                let own = description.endpoints.union(description.controlEndpoints).intersection(seen)
                ends[party, default: []] += own.sorted()
            }
        }
        if let first = ends[.caller]?.first {
            agents.links += (ends[.caller] ?? []).dropFirst().map { .init(first, $0, isSameAgent: true) }
            agents.links += (ends[.callee] ?? []).map { .init(first, $0, isSameAgent: false) }
        } else if let callee = ends[.callee], let first = callee.first {
            agents.links += callee.dropFirst().map { .init(first, $0, isSameAgent: true) }
        }
        // RTCP on a port of its own, where nothing else says whose it is (RFC 3550 11).
        for path in paths where path.carriesControlAlone {
            for end in [path.pair.lower, path.pair.upper] where end.port > 0 {
                let media = Endpoint(end.address, end.port - 1)
                if seen.contains(media) { agents.links.append(.init(media, end, isSameAgent: true)) }
            }
        }
        return agents
    }

    /// The party whose description names one of the addresses.
    func party(at endpoints: Set<Endpoint>) -> SIPParty? {
        descriptions.last { description in
            description.party != nil && !description.endpoints.isDisjoint(with: endpoints)
        }?.party
    }
}
