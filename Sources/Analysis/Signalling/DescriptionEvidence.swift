import Crypto
import ICE
import Media
import Wire

/// What a call shows that a description of it names: credentials, sources, certificates, addresses.
struct DescriptionEvidence {
    private var fragments: Set<String> = []
    private var sources: Set<SSRC> = []
    private var endpoints: Set<Endpoint> = []
    private var fingerprints: Set<String> = []

    /// - Parameter isShared: whether several calls use an address: then it stands for none.
    init(_ paths: [CallFacts.PathFacts], isShared: (Endpoint) -> Bool) {
        for path in paths {
            for checks in path.checks.checks {
                fragments.insert(checks.fragments.sender)
                fragments.insert(checks.fragments.receiver)
            }
            sources.formUnion(path.streams.map(\.tracker.ssrc))
            for endpoint in [path.pair.lower, path.pair.upper] where !isShared(endpoint) { endpoints.insert(endpoint) }
            if let client = path.relay?.client { endpoints.insert(client) }
            for association in path.associations {
                for certificate in [association.clientCertificate, association.serverCertificate] {
                    if let certificate { fingerprints.insert(CertificateFingerprint.sha256(of: certificate)) }
                }
            }
        }
    }

    /// Those of the descriptions that are of this call, by their index.
    func matches(among descriptions: [SignalledDescription]) -> [Int] {
        let named = descriptions.indices.filter { isNamed(by: descriptions[$0]) }
        // A server passes sources on: by themselves they may be of the conversation's other leg.
        if !named.isEmpty { return named }
        return descriptions.indices.filter { !sources.isDisjoint(with: descriptions[$0].sources) }
    }

    private func isNamed(by description: SignalledDescription) -> Bool {
        !fragments.isDisjoint(with: description.fragments) || !endpoints.isDisjoint(with: description.endpoints)
            || !fingerprints.isDisjoint(with: description.fingerprints)
    }
}

/// The hash of a certificate as descriptions write it (RFC 8122 5).
enum CertificateFingerprint {
    static func sha256(of certificate: [UInt8]) -> String {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10 }
        var text: [UInt8] = []
        text.reserveCapacity(3 * SHA256.byteCount)
        for byte in SHA256.hash(data: certificate) {
            if !text.isEmpty { text.append(UInt8(ascii: ":")) }
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }
}
