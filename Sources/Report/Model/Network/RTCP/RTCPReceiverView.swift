/// What a receiver said of a stream, beside the tap's view up to the same packets.
public struct RTCPReceiverView: Hashable, Sendable, JSONRepresentable {
    /// Who said it.
    public var reporter: SynchronizationSource
    /// The stream that it received.
    public var source: SynchronizationSource
    /// The stream's: sent if the far end received it.
    public var direction: CallDirection
    /// Report blocks.
    public var count: Int
    /// Packets, cumulative in the last report; negative where duplicates outnumber losses.
    public var lost: Int
    /// Percent lost between two reports, at most.
    public var maximumFractionLostPercent: Double
    /// Interarrival jitter as reported; null if the stream's clock rate is unknown.
    public var jitter: JitterReport?
    /// From the first to the last report; null if they cannot be compared.
    public var span: SpanOfReception?
    /// Why there is no span.
    public var notComparable: String?
    /// The reports one by one; of a long call some.
    public var reports: [ReceptionReportView]

    public init(
        reporter: SynchronizationSource, source: SynchronizationSource, direction: CallDirection, count: Int = 0,
        lost: Int = 0, maximumFractionLostPercent: Double, jitter: JitterReport? = nil, span: SpanOfReception? = nil,
        notComparable: String? = nil, reports: [ReceptionReportView] = []
    ) {
        self.reporter = reporter
        self.source = source
        self.direction = direction
        self.count = count
        self.lost = lost
        self.maximumFractionLostPercent = maximumFractionLostPercent
        self.jitter = jitter
        self.span = span
        self.notComparable = notComparable
        self.reports = reports
    }

    public func write(to json: inout JSONWriter) {
        json.object {
            $0.member("reporter", reporter)
            $0.member("source", source)
            $0.member("direction", direction)
            $0.member("count", count)
            $0.member("lost", lost)
            $0.member("fraction_lost_max", maximumFractionLostPercent, decimals: 3)
            $0.member("jitter_ms", jitter)
            $0.member("span", span)
            $0.member("not_comparable", notComparable)
            $0.member("reports", reports)
        }
    }
}
