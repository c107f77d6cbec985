public import Wire

/// A capture filter in libpcap's language (`-f`, pcap-filter(7)), on frames of any source.
public struct CaptureFilter {
    public let expression: String
    /// One program for each link type that was seen: what an expression means depends on it.
    private var programs: [LinkType: Result<FilterProgram, CaptureFilterError>] = [:]

    /// Checks the expression by compiling it for Ethernet, or for another link type if it has no meaning on Ethernet.
    public init(_ expression: String) throws(CaptureFilterError) {
        self.expression = expression
        let ethernet = compiled(for: .ethernet)
        let others = [LinkType.linuxCooked2, .ieee80211Radiotap]
        guard case .failure(let error) = ethernet,
            !others.contains(where: { if case .success = compiled(for: $0) { true } else { false } })
        else { return }
        throw error
    }

    /// Whether the filter lets a frame through.
    ///
    /// - Throws: if the filter cannot be compiled for this link type; every frame of that type throws the same.
    public mutating func matches(
        _ frame: Span<UInt8>, originalLength: UInt32, linkType: LinkType
    ) throws(CaptureFilterError) -> Bool {
        if let program = programs[linkType] {
            return try program.get().matches(frame, originalLength: originalLength)
        }
        let program = compiled(for: linkType)
        programs[linkType] = program
        return try program.get().matches(frame, originalLength: originalLength)
    }

    private func compiled(for linkType: LinkType) -> Result<FilterProgram, CaptureFilterError> {
        do throws(CaptureFilterError) {
            return .success(try FilterProgram(expression, linkType))
        } catch {
            return .failure(error)
        }
    }
}

/// Why a filter does not apply: one sentence with libpcap's reason.
public struct CaptureFilterError: Error, Hashable, Sendable, CustomStringConvertible {
    public var sentence: String

    public init(sentence: String) { self.sentence = sentence }

    public var description: String { sentence }
}
