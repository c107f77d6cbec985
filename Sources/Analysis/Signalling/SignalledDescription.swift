import ICE
import Wire

/// A session description, how it came here, and what it names: laid out once, so that streams cost little to look up.
struct SignalledDescription {
    enum Role { case offer, answer }

    /// A media section, by payload type.
    struct Section {
        var media: MediaDescription
        var payloadTypes: Set<PayloadType>
        var codecs: [PayloadType: SDPCodec]
        var parameters: [PayloadType: SDPFormatParameters]
        var sources: Set<SSRC>
        /// Its receiver asks for lost packets.
        var hasNACK: Bool

        init(_ media: MediaDescription) {
            self.media = media
            let attributes = media.attributes
            payloadTypes = Set(media.payloadTypes)
            codecs = Dictionary(attributes.codecs.map { ($0.payloadType, $0) }) { _, last in last }
            parameters = Dictionary(attributes.parameters.map { ($0.payloadType, $0) }) { _, last in last }
            sources = Set(attributes.sources.map(\.ssrc) + attributes.sourceGroups.flatMap(\.sources))
            hasNACK = attributes.feedback.contains(where: \.isGenericNACK)
        }
    }

    let session: SessionDescription
    /// nil where it is not known, as of a file.
    var role: Role?
    var party: SIPParty?
    /// When it was first seen; nil of a file.
    var moment: Moment?
    /// The file's name; nil if it was captured.
    var file: String?

    let sections: [Section]
    /// Where it takes media: of the sections, and of candidates.
    let endpoints: Set<Endpoint>
    /// Where it takes RTCP on a port of its own.
    let controlEndpoints: Set<Endpoint>
    let fragments: Set<String>
    let sources: Set<SSRC>
    /// Streams of retransmissions or repair, and what they belong to (`FID`, `FEC-FR`, RFC 5576 4.2).
    let primaries: [SSRC: SSRC]

    init(
        _ session: SessionDescription, role: Role? = nil, party: SIPParty? = nil, moment: Moment? = nil,
        file: String? = nil
    ) {
        self.session = session
        self.role = role
        self.party = party
        self.moment = moment
        self.file = file
        sections = session.media.map(Section.init)
        endpoints = Self.endpoints(of: session)
        controlEndpoints = Set(
            session.media.compactMap { media in media.controlEndpoint.flatMap { $0 == media.endpoint ? nil : $0 } })
        fragments = Set(
            session.media.compactMap(\.attributes.usernameFragment)
                + [session.attributes.usernameFragment].compactMap(\.self))
        sources = sections.reduce(into: []) { $0.formUnion($1.sources) }
        primaries = Self.primaries(of: session)
    }

    private static func endpoints(of session: SessionDescription) -> Set<Endpoint> {
        var endpoints: Set<Endpoint> = []
        for section in session.media where !section.isRefused || !section.attributes.candidates.isEmpty {
            if let endpoint = section.endpoint { endpoints.insert(endpoint) }
            // An active TCP candidate has port 9: it will have another (RFC 6544 4.5).
            for candidate in section.attributes.candidates where candidate.port != 9 {
                if let endpoint = candidate.endpoint { endpoints.insert(endpoint) }
            }
        }
        return endpoints
    }

    private static func primaries(of session: SessionDescription) -> [SSRC: SSRC] {
        var primaries: [SSRC: SSRC] = [:]
        for group in session.media.flatMap(\.attributes.sourceGroups)
        where group.semantics == "FID" || group.semantics == "FEC-FR" {
            guard let first = group.sources.first else { continue }
            for other in group.sources.dropFirst() where other != first { primaries[other] = first }
        }
        return primaries
    }

    /// Hashes of the certificates that DTLS will show.
    var fingerprints: Set<String> {
        Set((session.media.flatMap(\.attributes.fingerprints) + session.attributes.fingerprints).map(\.value))
    }

    /// All media are stopped for now (RFC 3264 8.4).
    var isHold: Bool {
        let wanted = session.media.filter { !$0.isRefused && $0.isRTP }
        return !wanted.isEmpty
            && wanted.allSatisfy { section in
                section.attributes.direction == .sendonly || section.attributes.direction == .inactive
                    || section.attributes.connection?.address == IPAddress(ipv4: 0)
            }
    }
}
