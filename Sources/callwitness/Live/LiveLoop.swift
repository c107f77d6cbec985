import Analysis
import LiveCapture
import Report
import Wire

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Watches an interface: packets go into the same analyzer as those of files, and what it says of them comes out every
/// interval and at each call's end. It ends with a signal, or with the interface.
///
/// This thread alone captures and analyses; whatever may block has a thread and a bounded queue of its own. The kernel's
/// ring holds what comes meanwhile.
struct LiveLoop: ~Copyable {
    /// How long one round may report on calls before it looks for packets again.
    private static let slice: Int64 = 5_000_000
    /// Without a frame for this long the calls' silence is measured by the times of the counters.
    private static let silence: Int64 = 2_000_000_000
    /// How long the kernel may hold the last frames before a signal.
    private static let lastWait: Int64 = 250_000_000
    /// How long it may take to read what came before it, where more came than could be read.
    private static let lastWork: Int64 = 10_000_000_000
    private static let statisticsStep: Int64 = 1_000_000_000

    private let settings: LiveSettings
    private let capture: InterfaceCapture
    private let signals: SignalPipe
    private let output: LiveOutput
    private let recorder: CaptureRecorder?
    private let metricsFile: MetricsFile?
    private var metrics = LiveMetrics()
    /// Nil unless a terminal shows the calls.
    private var view: LiveView?
    /// Nil unless the frames of calls alone are recorded.
    private var keeper: CallFrameKeeper?
    private var analyzer: Analyzer
    private var batch = CaptureBatch()
    private var clock: IntervalClock
    private var health: LiveHealth
    private var round: IntervalRound?
    /// When the last frame was read, by the monotonic clock, and its own time.
    private var lastFrame: Int64
    private var lastTime: Timestamp?
    private var nextStatistics: Int64
    private var isOver = false
    private var status = ExitStatus.done

    init(
        _ settings: LiveSettings, capture: InterfaceCapture, output: LiveOutput, recorder: CaptureRecorder?,
        metricsFile: MetricsFile?, view: LiveView?
    ) throws {
        self.settings = settings
        self.capture = capture
        self.output = output
        self.recorder = recorder
        self.metricsFile = metricsFile
        self.view = view
        keeper = settings.recordsCallsOnly ? CallFrameKeeper() : nil
        signals = try SignalPipe([SIGINT, SIGTERM, SIGHUP, SIGUSR1] + (view == nil ? [] : [SIGWINCH]))
        analyzer = Analyzer(options: settings.analysis)
        let now = SystemClock.monotonic
        clock = IntervalClock(seconds: settings.analysis.intervalSeconds, wall: SystemClock.wall, monotonic: now)
        health = LiveHealth(interface: settings.interface.name)
        lastFrame = now
        nextStatistics = now
    }

    mutating func run() throws -> ExitStatus {
        begin()
        while !isOver {
            wait()
            takeSignals()
            let count = read()
            tick(isBehind: count > 0)
            reportOnCalls()
            takeReports()
            draw()
            if output.isPointless, recorder == nil, metricsFile == nil { throw OutputClosed() }
            if recorder?.isComplete == true { isOver = true }
        }
        end()
        return status
    }

    /// The capture's source stands before its first frame.
    private mutating func begin() {
        let section = CaptureSection(file: capture.options.name, format: "live", application: Generator.name)
        batch.notes = [(0, .section(section)), (0, .interface(capture.description(index: 0)))]
        take()
    }

    // MARK: A round

    /// Calls still wait for their frames of the interval.
    private var isReporting: Bool { round?.isFinished == false }

    private mutating func wait() {
        // Reporting goes on between packets.
        let nanoseconds = isReporting ? 0 : min(100_000_000, clock.wait(wall: SystemClock.wall))
        var descriptors = [
            pollfd(fd: capture.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        if let keys = view?.descriptor { descriptors.append(pollfd(fd: keys, events: Int16(POLLIN), revents: 0)) }
        _ = unsafe poll(&descriptors, nfds_t(descriptors.count), Int32((nanoseconds + 999_999) / 1_000_000))
        if descriptors.count > 2, descriptors[2].revents != 0 { view?.readKeys() }
        if view?.wantsToQuit == true { isOver = true }
    }

    private mutating func takeSignals() {
        for number in signals.take() {
            switch number {
            case SIGHUP where view != nil:
                // The terminal is gone.
                isOver = true
            case SIGWINCH: view?.resize()
            case SIGHUP:
                output.reopen()
                recorder?.reopen(at: lastTime ?? SystemClock.wall)
            case SIGUSR1: Diagnostics.error(health.sentence(calls: analyzer.callCount, output, recorder))
            default: isOver = true
            }
        }
    }

    /// - Returns: frames that were read.
    private mutating func read() -> Int {
        batch.removeAll()
        var count = 0
        do throws(InterfaceError) {
            count = try capture.read(into: &batch, limit: framesLeft)
        } catch {
            Diagnostics.error(error.sentence)
            status.note(error.kind == .permission ? .permission : .partial)
            isOver = true
        }
        guard !batch.frames.isEmpty else { return 0 }
        health.count(batch)
        lastFrame = SystemClock.monotonic
        lastTime = batch.frames.last?.timestamp
        take()
        if framesLeft == 0 { isOver = true }
        return count
    }

    /// Hands the batch to all who need it.
    private mutating func take() {
        analyzer.receive(batch)
        guard let recorder else { return }
        if keeper != nil {
            keeper?.hold(batch)
            record(until: lastTime)
        } else {
            recorder.put(batch)
        }
        // The recorder has the storage of this one now.
        batch = recorder.emptyBatch()
    }

    /// Records what was held back until it is known whether it belongs to a call.
    private mutating func record(until now: Timestamp?) {
        while let batch = keeper?.next(analyzer, at: now) { recorder?.put(batch) }
    }

    private var framesLeft: Int {
        settings.maximumFrames.map { Int(clamping: $0 - min($0, capture.frames)) } ?? .max
    }

    private mutating func tick(isBehind: Bool) {
        let (wall, now) = (SystemClock.wall, SystemClock.monotonic)
        let interval = clock.due(wall: wall, monotonic: now, isBehind: isBehind)
        if interval != nil || now >= nextStatistics {
            nextStatistics = now &+ Self.statisticsStep
            let isSilent = now &- lastFrame > Self.silence && analyzer.callCount > 0
            noteStatistics(isNeeded: interval != nil || isSilent)
        }
        guard let interval else { return }
        recorder?.flush()
        // Whatever is left of the round before is late, and of no use any more.
        round = IntervalRound(interval, calls: analyzer.callsInProgress, before: round, drops: health.takeInterval())
        output.put(
            health.event(
                at: UnixTime(nanoseconds: interval.end.nanoseconds), calls: analyzer.callCount, output, recorder))
    }

    /// Tells the analyzer of the kernel's counters: at once where packets were dropped, else once an interval; while
    /// nothing else passes their time ends the calls.
    private mutating func noteStatistics(isNeeded: Bool) {
        // In capture time, whatever is done to the wall clock meanwhile.
        let time = (lastTime ?? SystemClock.wall).advanced(
            byNanoseconds: lastTime == nil ? 0 : SystemClock.monotonic &- lastFrame)
        guard let statistics = capture.statistics(at: time) else { return }
        let hasDropped = health.note(statistics)
        // Before the first frame there is nothing that they could explain.
        guard isNeeded || hasDropped, lastTime != nil else { return }
        batch.removeAll()
        batch.notes = [(0, .statistics(statistics))]
        take()
    }

    /// Goes on with the round of frames for as long as a slice takes.
    private mutating func reportOnCalls() {
        guard isReporting else { return }
        let deadline = SystemClock.monotonic &+ Self.slice
        var events: [StatsFrameEvent] = []
        defer { output.put(events) }
        repeat {
            guard let call = round?.next() else {
                round?.finish()
                view?.endRound()
                writeMetrics()
                return
            }
            guard let interval = round?.interval,
                let progress = analyzer.progress(of: call, from: interval.from, to: interval.to)
            else { continue }
            view?.collect(progress, call)
            metrics.observe(progress, hasDrops: round?.drops.isNone == false)
            if let event = round?.event(progress) { events.append(event) }
        } while SystemClock.monotonic < deadline
    }

    private mutating func takeReports() {
        for report in analyzer.takeReports() {
            health.countEnded()
            metrics.observe(report)
            output.put(report)
        }
    }

    /// With the figures of the interval that all calls have reported on.
    private func writeMetrics() {
        guard let metricsFile else { return }
        let time = UnixTime(nanoseconds: SystemClock.wall.nanoseconds)
        metricsFile.put(metrics.text(health.event(at: time, calls: analyzer.callCount, output, recorder)))
    }

    private mutating func draw() {
        guard view != nil else { return }
        let now = SystemClock.monotonic
        let time = lastTime.map { $0.advanced(byNanoseconds: now &- lastFrame) } ?? SystemClock.wall
        let health = health.event(
            at: UnixTime(nanoseconds: time.nanoseconds), calls: analyzer.callCount, output, recorder)
        view?.draw(analyzer, health: health, at: now, time: time)
    }

    // MARK: The end

    private mutating func finishCalls() {
        takeReports()
        let output = output
        var (metrics, health) = (metrics, health)
        analyzer.finish { report in
            health.countEnded()
            metrics.observe(report)
            output.putPatiently(report)
        }
        (self.metrics, self.health) = (metrics, health)
    }

    /// Takes what the kernel still holds, and ends all calls.
    private mutating func end() {
        view?.close()
        let stop = SystemClock.wall
        let latest = SystemClock.monotonic &+ Self.lastWork
        var deadline = SystemClock.monotonic &+ Self.lastWait
        while status == .done, framesLeft > 0, SystemClock.monotonic < min(deadline, latest) {
            guard read() > 0 else {
                usleep(5000)
                continue
            }
            deadline = SystemClock.monotonic &+ Self.lastWait
            // Later ones came after the signal.
            if let lastTime, lastTime > stop { break }
        }
        noteStatistics(isNeeded: true)
        record(until: nil)
        finishCalls()
        output.finishReports()
        recorder?.finish()
        let time = UnixTime(nanoseconds: SystemClock.wall.nanoseconds)
        _ = health.takeInterval()
        let last = health.event(at: time, calls: 0, output, recorder)
        output.put(last)
        metricsFile?.put(metrics.text(last))
        metricsFile?.finish()
        output.finish()
        if output.reportsLost > 0 || recorder?.hasFailed == true { status.note(.partial) }
    }
}
