private import CPcap
public import Wire

/// A capture on an interface, by libpcap: frames into a `CaptureBatch`, and the counters of what was dropped.
///
///     let capture = try InterfaceCapture(options)
///     while … { // when `descriptor` is readable, or every 100 ms
///         batch.removeAll()
///         try capture.read(into: &batch)
///     }
///
/// It never blocks and reads no clock. An interface that goes down and comes up again is waited for.
@safe public final class InterfaceCapture {
    /// Frames of one `read`.
    static let batchCapacity: Int32 = 1024

    public let options: InterfaceOptions
    public let linkType: LinkType
    /// The step of its time stamps.
    public let ticksPerSecond: UInt64
    /// Readable when there are frames.
    public let descriptor: Int32
    /// libpcap's own words on what it could not do as asked.
    public let warning: String?

    private let handle: OpaquePointer
    /// Frames read.
    public private(set) var frames: UInt64 = 0
    private var received = ExtendedCounter()
    private var dropped = ExtendedCounter()
    private var droppedByInterface = ExtendedCounter()

    /// Opens the interface; whatever forbids it is known when this returns.
    public init(_ options: InterfaceOptions) throws(InterfaceError) {
        self.options = options
        var handle: OpaquePointer?
        defer { if let handle = unsafe handle { unsafe pcap_close(handle) } }
        var reason = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
        unsafe handle = pcap_create(options.name, &reason)
        guard let opened = unsafe handle else {
            throw InterfaceError(
                .unusable, sentence: "\(options.name) cannot be captured on: \(InterfaceError.text(reason)).")
        }
        unsafe pcap_set_snaplen(opened, Int32(clamping: options.snapLength))
        unsafe pcap_set_promisc(opened, options.isPromiscuous ? 1 : 0)
        unsafe pcap_set_timeout(opened, Int32(clamping: options.timeoutMilliseconds))
        unsafe pcap_set_buffer_size(opened, Int32(clamping: options.bufferBytes))
        // libpcap then uses TPACKET_V3, whose slots are as long as their packets; immediate mode would not.
        unsafe pcap_set_immediate_mode(opened, 0)
        unsafe pcap_set_tstamp_precision(opened, Int32(PCAP_TSTAMP_PRECISION_NANO))
        if let type = options.timestampType { try unsafe Self.setTimestampType(type, opened, options.name) }
        let status = unsafe pcap_activate(opened)
        if status < 0 { throw unsafe Self.activationError(status, opened, options.name) }
        warning = status > 0 ? unsafe Self.reason(opened, status) : nil
        // `any` has frames of all interfaces; only this header says of which (LINKTYPE_LINUX_SLL2).
        if options.name == "any" { unsafe pcap_set_datalink(opened, Int32(LinkType.linuxCooked2.rawValue)) }
        linkType = Self.linkType(unsafe pcap_datalink(opened))
        let isNanoseconds = unsafe pcap_get_tstamp_precision(opened) == Int32(PCAP_TSTAMP_PRECISION_NANO)
        ticksPerSecond = isNanoseconds ? 1_000_000_000 : 1_000_000
        if let filter = options.filter { try unsafe Self.setFilter(filter, opened, options.name) }
        descriptor = unsafe pcap_get_selectable_fd(opened)
        guard unsafe pcap_setnonblock(opened, 1, &reason) == 0, descriptor >= 0 else {
            throw InterfaceError(
                .unusable, sentence: "\(options.name) cannot be waited for: \(InterfaceError.text(reason)).")
        }
        unsafe self.handle = opened
        unsafe handle = nil
    }

    deinit { unsafe pcap_close(handle) }

    /// What a capture file says of the interface.
    public func description(index: UInt32) -> CaptureInterface {
        var interface = CaptureInterface(
            index: index, linkType: linkType, snapLength: UInt32(clamping: options.snapLength),
            ticksPerSecond: ticksPerSecond)
        interface.name = options.name
        interface.filter = options.filter
        return interface
    }

    /// Appends the frames that are there, up to a thousand, to an empty batch: as interface 0, numbered on from the last.
    ///
    /// - Parameter limit: frames at most.
    /// - Returns: how many.
    @discardableResult
    public func read(into batch: inout CaptureBatch, limit: Int = .max) throws(InterfaceError) -> Int {
        batch.bytes.removeAll(keepingCapacity: true)
        let before = batch.frames.count
        var sink = FrameSink(
            batch: batch, number: frames, linkType: linkType, nanosecondsPerTick: ticksPerSecond == 1_000_000 ? 1000 : 1
        )
        // The sink's must be the only reference, or every frame would copy the batch.
        batch = CaptureBatch()
        let status = unsafe withUnsafeMutablePointer(to: &sink) { sink in
            unsafe sink.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout<FrameSink>.size) { user in
                unsafe pcap_dispatch(
                    handle, min(Self.batchCapacity, Int32(clamping: limit)),
                    { user, header, bytes in
                        guard let user = unsafe user, let header = unsafe header, let bytes = unsafe bytes else {
                            return
                        }
                        unsafe UnsafeMutableRawPointer(user).assumingMemoryBound(to: FrameSink.self).pointee
                            .append(header.pointee, bytes)
                    }, user)
            }
        }
        swap(&batch, &sink.batch)
        frames = sink.number
        // -2 is a broken loop: nobody breaks it.
        guard status >= 0 || status == -2 else {
            throw InterfaceError(
                .gone, sentence: "\(options.name) can no longer be captured on: \(unsafe Self.reason(handle, status)).")
        }
        return batch.frames.count - before
    }

    /// Counters since the capture began; nil if they cannot be read.
    public func statistics(at time: Timestamp) -> InterfaceStatistics? {
        var counters = pcap_stat()
        guard unsafe pcap_stats(handle, &counters) == 0 else { return nil }
        var statistics = InterfaceStatistics(interface: 0)
        statistics.timestamp = time
        // On Linux it counts what the filter let through, what the ring had no room for included (packet(7)).
        statistics.acceptedByFilter = received.extend(counters.ps_recv)
        statistics.droppedByKernel = dropped.extend(counters.ps_drop)
        statistics.droppedByInterface = droppedByInterface.extend(counters.ps_ifdrop)
        statistics.delivered = frames
        if options.filter == nil { statistics.received = statistics.acceptedByFilter }
        return statistics
    }

    // MARK: Opening

    private static func setTimestampType(
        _ type: String, _ handle: OpaquePointer, _ name: String
    ) throws(InterfaceError) {
        let value = unsafe pcap_tstamp_type_name_to_val(type)
        guard value >= 0, unsafe pcap_set_tstamp_type(handle, value) == 0 else {
            throw InterfaceError(
                .unusable,
                sentence:
                    "\(name) gives no time stamps of type '\(type)': leave -j away, or see 'tcpdump -J -i \(name)'.")
        }
    }

    private static func setFilter(
        _ expression: String, _ handle: OpaquePointer, _ name: String
    ) throws(InterfaceError) {
        var program = unsafe bpf_program()
        guard unsafe pcap_compile(handle, &program, expression, 1, .max) == 0 else {
            let reason = unsafe reason(handle, Int32(PCAP_ERROR))
            throw InterfaceError(
                .unusable, sentence: "The filter '\(expression)' cannot be used on \(name): \(reason).")
        }
        defer { unsafe pcap_freecode(&program) }
        guard unsafe pcap_setfilter(handle, &program) == 0 else {
            let reason = unsafe reason(handle, Int32(PCAP_ERROR))
            throw InterfaceError(
                .unusable, sentence: "The filter '\(expression)' cannot be set on \(name): \(reason).")
        }
    }

    private static func activationError(_ status: Int32, _ handle: OpaquePointer, _ name: String) -> InterfaceError {
        switch status {
        case PCAP_ERROR_PERM_DENIED, PCAP_ERROR_PROMISC_PERM_DENIED:
            InterfaceError(
                .permission,
                sentence: "This user may not capture on \(name): run as root, or give the program CAP_NET_RAW "
                    + "(setcap cap_net_raw+ep, or AmbientCapabilities=CAP_NET_RAW of systemd).")
        case PCAP_ERROR_NO_SUCH_DEVICE:
            InterfaceError(
                .unusable, sentence: "There is no interface \(name): 'callwitness interfaces' lists what there is.")
        case PCAP_ERROR_IFACE_NOT_UP:
            InterfaceError(.unusable, sentence: "\(name) is down: bring it up ('ip link set \(name) up') first.")
        default:
            unsafe InterfaceError(
                .unusable, sentence: "\(name) cannot be captured on: \(reason(handle, status)).")
        }
    }

    private static func reason(_ handle: OpaquePointer, _ status: Int32) -> String {
        let detail = unsafe pcap_geterr(handle).map { unsafe String(cString: $0) } ?? ""
        let text = detail.isEmpty ? unsafe String(cString: pcap_statustostr(status)) : detail
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }

    /// The LINKTYPE_ of a file for this system's DLT_.
    private static func linkType(_ dataLink: Int32) -> LinkType {
        switch dataLink {
        case 11: LinkType(rawValue: 100)
        case 12: .rawIP
        case 15: LinkType(rawValue: 102)
        case 16: LinkType(rawValue: 103)
        case 19: LinkType(rawValue: 106)
        default: LinkType(rawValue: UInt32(clamping: dataLink))
        }
    }
}

/// A batch that libpcap's callback fills.
private struct FrameSink {
    var batch: CaptureBatch
    var number: UInt64
    let linkType: LinkType
    let nanosecondsPerTick: Int64

    @inline(__always)
    mutating func append(_ header: pcap_pkthdr, _ bytes: UnsafePointer<UInt8>) {
        number &+= 1
        let offset = batch.bytes.count
        unsafe batch.bytes.append(contentsOf: UnsafeBufferPointer(start: bytes, count: Int(header.caplen)))
        batch.frames.append(
            FrameRecord(
                timestamp: Timestamp(
                    nanoseconds: Int64(header.ts.tv_sec) &* 1_000_000_000 &+ Int64(header.ts.tv_usec)
                        &* nanosecondsPerTick),
                number: number, offset: offset, capturedLength: header.caplen,
                originalLength: max(header.len, header.caplen), linkType: linkType, interface: 0))
    }
}
