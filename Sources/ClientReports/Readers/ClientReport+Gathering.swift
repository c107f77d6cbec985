import Report

extension ClientReport {
    /// A call of a day, polled every second, and some.
    static let sampleCapacity = 100_000
    static let candidateCapacity = 256
    static let stateChangeCapacity = 4096

    mutating func append(_ sample: ClientSample?, at path: FieldPath, _ notes: ReadingNotes) {
        guard let sample else { return }
        guard samples.count < Self.sampleCapacity else {
            return notes.add(.unusableField, at: path, "More than \(Self.sampleCapacity) intervals are left out")
        }
        samples.append(sample)
    }

    mutating func addLocal(_ candidate: StatedCandidate?) { Self.add(candidate, to: &localCandidates) }

    mutating func addRemote(_ candidate: StatedCandidate?) { Self.add(candidate, to: &remoteCandidates) }

    /// Repeats differ in when they were seen, and in what one of them leaves out.
    private static func add(_ candidate: StatedCandidate?, to candidates: inout [StatedCandidate]) {
        guard let candidate, candidate.type != nil || candidate.address != nil else { return }
        let same = candidates.firstIndex {
            $0.type == candidate.type && $0.address == candidate.address && $0.port == candidate.port
                && ($0.transport == candidate.transport || $0.transport == nil || candidate.transport == nil)
        }
        if let same {
            candidates[same].transport = candidates[same].transport ?? candidate.transport
            candidates[same].firstSeen = candidates[same].firstSeen ?? candidate.firstSeen
        } else if candidates.count < candidateCapacity {
            candidates.append(candidate)
        }
    }

    mutating func add(_ change: ClientStateChange) {
        if stateChanges.count < Self.stateChangeCapacity { stateChanges.append(change) }
    }

    /// Whether there is anything that can be laid beside a capture.
    var isUsable: Bool {
        !samples.isEmpty || !localCandidates.isEmpty || !remoteCandidates.isEmpty || !stateChanges.isEmpty
            || pair != nil || transport != nil || durationSeconds != nil
    }
}
