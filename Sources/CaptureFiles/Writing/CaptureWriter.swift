public import Wire

/// Writes a capture to a pcapng file, or to one after another as `CaptureRotation` says.
///
///     var writer = try CaptureWriter("call.pcapng", application: "callwitness", at: now)
///     try writer.describe(interface)
///     try writer.write(frame, bytes)
///     try writer.finish()
///
/// Each file is complete in itself: it has a section header and describes all interfaces, and its statistics count from
/// its own beginning. It is on the disk before the next is opened. Time is that of the frames: this reads no clock.
///
/// After an error everything is ignored; what was written stays, and ends with a whole block.
public struct CaptureWriter: ~Copyable {
    private let name: SavefileName
    private let rotation: CaptureRotation
    private let application: String
    private var file: PcapngWriter
    private var interfaces: [CaptureInterface] = []
    /// The last counters of each interface, and what they were when the file was begun.
    private var statistics: [UInt32: InterfaceStatistics] = [:]
    private var statisticsBefore: [UInt32: InterfaceStatistics] = [:]
    /// When the file was begun, and the period of `-G`.
    private var fileStart: Timestamp
    private var periodStart: Timestamp
    /// The file's number in its period.
    private var number = 0
    /// Files begun, those of `-C` within a period not counted.
    private var periods = 1
    /// Of files that are complete.
    private var framesBefore: UInt64 = 0
    private var bytesBefore: UInt64 = 0
    /// Files that were begun.
    public private(set) var files = 1
    private var hasFailed = false
    /// All the files that `-W` asks for without `-C` are written: the capture has come to its end.
    public private(set) var isComplete = false

    /// Opens the first file, so that what forbids it is known at once.
    ///
    /// - Parameters:
    ///   - path: `-` is stdout, which cannot rotate. With `CaptureRotation.seconds` a format of strftime(3).
    ///   - time: what the first file is named after.
    public init(
        _ path: String, rotation: CaptureRotation = CaptureRotation(), application: String, at time: Timestamp
    ) throws(CaptureWriteError) {
        name = SavefileName(path, rotation)
        self.rotation = rotation
        self.application = application
        fileStart = time
        periodStart = time
        file = PcapngWriter(
            try CaptureWriter.open(rotation.rotates ? name.name(at: time, number: 0) : path, path),
            application: application)
    }

    /// The file that is being written.
    public var path: String { file.path }
    /// Frames and bytes in all files.
    public var frames: UInt64 { framesBefore &+ file.frames }
    public var bytes: UInt64 { bytesBefore &+ file.length }

    private var isOver: Bool { hasFailed || isComplete }

    /// Tells of the capture's next interface: they are numbered in this order.
    public mutating func describe(_ interface: CaptureInterface) throws(CaptureWriteError) {
        guard !isOver else { return }
        try attempt { (writer) throws(CaptureWriteError) in try writer.file.describe(interface) }
        interfaces.append(interface)
    }

    /// - Parameter bytes: what is kept of the frame: `frame.offset` and `frame.capturedLength` do not matter.
    public mutating func write(
        _ frame: FrameRecord, _ bytes: Span<UInt8>, dropsBefore: UInt64 = 0, comments: [String] = []
    ) throws(CaptureWriteError) {
        guard !isOver else { return }
        if rotation.rotates { try rotateIfDue(at: frame.timestamp) }
        guard !isComplete else { return }
        // A source that told nothing of its interface.
        while interfaces.count <= frame.interface {
            try describe(
                CaptureInterface(
                    index: UInt32(interfaces.count), linkType: frame.linkType, snapLength: 0,
                    ticksPerSecond: 1_000_000_000))
        }
        do throws(CaptureWriteError) {
            try file.write(frame, bytes, dropsBefore: dropsBefore, comments: comments)
        } catch {
            hasFailed = true
            throw error
        }
    }

    /// Takes an interface's counters since the capture began.
    ///
    /// - Parameter time: when they were read, if they do not say so.
    public mutating func write(
        _ counters: InterfaceStatistics, at time: Timestamp
    ) throws(CaptureWriteError) {
        guard !isOver, counters.interface < interfaces.count else { return }
        statistics[counters.interface] = counters
        let own = counters.since(statisticsBefore[counters.interface])
        let start = files > 1 ? fileStart : nil
        try attempt { (writer) throws(CaptureWriteError) in try writer.file.write(own, at: time, since: start) }
    }

    public mutating func write(comment: String) throws(CaptureWriteError) {
        guard !isOver else { return }
        try attempt { (writer) throws(CaptureWriteError) in try writer.file.write(comment: comment) }
    }

    /// Hands what was collected to the system, so that others can read it.
    public mutating func flush() throws(CaptureWriteError) {
        guard !isOver else { return }
        try attempt { (writer) throws(CaptureWriteError) in try writer.file.flush() }
    }

    /// Goes on in a new file of the same name where the one at hand was given another name or taken away, as those who
    /// rotate files from outside do before they tell.
    public mutating func reopen(at time: Timestamp) throws(CaptureWriteError) {
        guard !isOver else { return }
        try flush()
        guard !file.isStillNamed else { return }
        try attempt { (writer) throws(CaptureWriteError) in
            let path = writer.file.path
            try writer.file.finish()
            try writer.open(path, at: time)
        }
    }

    /// Completes the file: it is on the disk when this returns.
    public mutating func finish() throws(CaptureWriteError) {
        guard !isOver else { return }
        try attempt { (writer) throws(CaptureWriteError) in try writer.file.finish() }
        isComplete = true
    }

    private mutating func attempt(
        _ body: (inout CaptureWriter) throws(CaptureWriteError) -> Void
    ) throws(CaptureWriteError) {
        do throws(CaptureWriteError) {
            try body(&self)
        } catch {
            hasFailed = true
            throw error
        }
    }

    // MARK: Rotation

    /// Time goes first, as in tcpdump: the new file is not full yet.
    private mutating func rotateIfDue(at time: Timestamp) throws(CaptureWriteError) {
        if let seconds = rotation.seconds {
            let elapsed = time.nanoseconds.subtractingReportingOverflow(periodStart.nanoseconds)
            // A clock that went back begins the period anew.
            if time < periodStart {
                periodStart = time
            } else if elapsed.overflow || elapsed.partialValue / 1_000_000_000 >= seconds {
                try beginPeriod(at: time)
            }
        }
        if let maximum = rotation.maximumBytes, file.length > maximum, !isComplete {
            number = number == .max ? 0 : number + 1
            if let files = rotation.files, number >= files { number = 0 }
            try rotate(at: time)
        }
    }

    private mutating func beginPeriod(at time: Timestamp) throws(CaptureWriteError) {
        if rotation.maximumBytes == nil, let files = rotation.files, periods >= files {
            try finish()
            return
        }
        // A name coarser than the period: nothing is overwritten, and the file goes on until its name changes.
        let isSame = name.name(at: time, number: 0) == name.name(at: periodStart, number: 0)
        periodStart = time
        guard !isSame else { return }
        periods += 1
        number = 0
        try rotate(at: time)
    }

    private mutating func rotate(at time: Timestamp) throws(CaptureWriteError) {
        try attempt { (writer) throws(CaptureWriteError) in try writer.openNext(at: time) }
    }

    private mutating func openNext(at time: Timestamp) throws(CaptureWriteError) {
        try file.finish()
        try open(name.name(at: rotation.seconds == nil ? time : periodStart, number: number), at: time)
    }

    /// Begins another file; the one before is finished.
    private mutating func open(_ name: String?, at time: Timestamp) throws(CaptureWriteError) {
        framesBefore &+= file.frames
        bytesBefore &+= file.length
        file = PcapngWriter(try CaptureWriter.open(name, path), application: application)
        files += 1
        fileStart = time
        statisticsBefore = statistics
        for interface in interfaces { try file.describe(interface) }
    }

    private static func open(_ name: String?, _ pattern: String) throws(CaptureWriteError) -> FileOutput {
        guard let name else {
            throw CaptureWriteError(file: pattern, reason: "it gives no file name for the time")
        }
        return try FileOutput(name)
    }
}

extension InterfaceStatistics {
    /// What was counted after `earlier`.
    fileprivate func since(_ earlier: InterfaceStatistics?) -> InterfaceStatistics {
        guard let earlier else { return self }
        func difference(_ now: UInt64?, _ before: UInt64?) -> UInt64? {
            now.map { $0 >= before ?? 0 ? $0 - (before ?? 0) : $0 }
        }
        var own = self
        own.received = difference(received, earlier.received)
        own.droppedByInterface = difference(droppedByInterface, earlier.droppedByInterface)
        own.droppedByKernel = difference(droppedByKernel, earlier.droppedByKernel)
        own.acceptedByFilter = difference(acceptedByFilter, earlier.acceptedByFilter)
        own.delivered = difference(delivered, earlier.delivered)
        return own
    }
}
