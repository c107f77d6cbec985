import Wire

/// Interface Statistics Block (draft-ietf-opsawg-pcapng section 4.6): what was received and what was dropped.
struct InterfaceStatisticsBlock {
    /// Index in the section.
    var interface: UInt32
    var ticks: UInt64
    var received: UInt64?
    var droppedByInterface: UInt64?
    var droppedByKernel: UInt64?
    var acceptedByFilter: UInt64?
    var delivered: UInt64?
    var comments = BlockComments()

    init(parsing body: Span<UInt8>, _ order: ByteOrder) throws(BlockDamage) {
        guard body.count >= 12 else { throw BlockDamage(sentence: "interface statistics are too short") }
        interface = order.uint32(body, at: 0)
        ticks = order.ticks(body, at: 4)
        var options = BlockOptions(at: 12, order: order)
        while let (code, value) = options.next(in: body) {
            if code == BlockOptions.comment { comments.append(body, value) }
            guard value.count == 8 else { continue }
            let count = order.uint64(body, at: value.lowerBound)
            switch code {
            case 4: received = count
            case 5: droppedByInterface = count
            case 6: acceptedByFilter = count
            case 7: droppedByKernel = count
            case 8: delivered = count
            default: break
            }
        }
    }

    func statistics(interface index: UInt32, timestamp: Timestamp) -> InterfaceStatistics {
        var statistics = InterfaceStatistics(interface: index)
        statistics.timestamp = timestamp
        statistics.received = received
        statistics.droppedByInterface = droppedByInterface
        statistics.droppedByKernel = droppedByKernel
        statistics.acceptedByFilter = acceptedByFilter
        statistics.delivered = delivered
        return statistics
    }
}
