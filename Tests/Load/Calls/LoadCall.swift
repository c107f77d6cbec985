import Wire

/// One call: what it sends besides media, and how far it is.
struct LoadCall {
    /// Seconds between sender reports, and between consent checks (RFC 7675 5.1: 5 s on average).
    private static let period: Int64 = 5_000_000_000

    let number: Int
    let client: Endpoint
    let server: Endpoint
    let checks: ConnectivityChecks
    private(set) var handshake: Handshake
    private var random: SeededRandom
    private(set) var frames = 0
    private(set) var firstTime: Int64 = 0
    private(set) var lastTime: Int64 = 0
    /// When its media begin and end.
    let mediaStart: Int64
    private let mediaEnd: Int64
    /// What is still to be sent, the next one last.
    private var script: [ScriptedDatagram] = []
    private var nextPeriod: Int64
    private var isClosed = false
    /// Its streams, and the call's own part, that still have something to send.
    var running = 0
    /// Transport-wide sequence numbers, by direction.
    var transportNumbers: (forward: UInt16, backward: UInt16) = (0, 0)
    /// To and from the far end, and to its candidate that never answers.
    private(set) var headers: (forward: FrameHeader, backward: FrameHeader, dead: FrameHeader)
    private let timeUnit: Int64

    init(_ number: Int, at time: Int64, plan: LoadPlan) {
        self.number = number
        timeUnit = plan.container.timeUnit
        random = SeededRandom(seed: plan.seed, part: UInt64(number) << 8)
        let addresses = CallAddresses(call: number)
        client = addresses.client
        server = addresses.server
        headers = (
            FrameHeader(from: client, to: server, isForward: true),
            FrameHeader(from: server, to: client, isForward: false),
            FrameHeader(from: client, to: addresses.deadServer, isForward: true)
        )
        checks = ConnectivityChecks(addresses, &random)
        handshake = Handshake(&random)
        script = checks.establish(at: time, &random)
        let roundTrip = checks.roundTrip
        let handshakeStart = time + 2 * roundTrip + 10_000_000
        script += handshake.script(at: handshakeStart, roundTrip: roundTrip, &random)
        mediaStart = handshakeStart + Int64(Handshake.flights) * roundTrip / 2 + 10_000_000
        let share = 1 + plan.spread * (2 * random.fraction() - 1)
        mediaEnd = mediaStart + Int64(max(plan.seconds * share, 0.1) * 1e9)
        // RFC 3550 6.2: the first report after half the interval at most.
        nextPeriod = mediaStart + 500_000_000
        // A pair is given up when another one is in use.
        script.removeAll { $0.isToDeadServer && $0.time > mediaEnd }
        sortScript()
    }

    var mediaDuration: Int64 { mediaEnd - mediaStart }

    private mutating func sortScript() {
        script.sort { $0.time > $1.time }
        // Frames of a call have times of their own, so that the order is the same in every container.
        for index in script.indices.reversed() {
            let time = script[index].time - script[index].time % timeUnit
            script[index].time = index + 1 < script.count ? max(time, script[index + 1].time + timeUnit) : time
        }
    }

    /// When its next datagram passes the tap; nil at the end.
    var nextTime: Int64? { script.last?.time }

    /// Makes sure that `nextTime` is known.
    ///
    /// - Parameter own: which of `streams` are the call's.
    mutating func prepare(_ streams: inout [MediaStream], _ own: Range<Int>) {
        while !isClosed, nextPeriod < script.last?.time ?? .max {
            if nextPeriod < mediaEnd {
                for index in own {
                    streams[index].controlIndex += 1
                    script.append(
                        ScriptedDatagram(
                            time: nextPeriod + Int64(random.below(200_000_000)), isForward: streams[index].isForward,
                            bytes: ProtectedControl.senderReport(
                                ssrc: streams[index].ssrc, index: streams[index].controlIndex,
                                isAEAD: handshake.isAEAD, &random)))
                }
                script += checks.consent(at: nextPeriod + 1_000_000_000, &random)
                script.removeAll { $0.time > mediaEnd }
                nextPeriod += Self.period
            } else {
                script += handshake.close(at: mediaEnd + 150_000_000, &random)
                isClosed = true
            }
            sortScript()
        }
    }

    /// Lets the next datagram pass the tap.
    mutating func pass(_ encoder: inout CaptureEncoder, into bytes: inout [UInt8]) {
        guard let datagram = script.popLast() else { return }
        var header = datagram.isToDeadServer ? headers.dead : datagram.isForward ? headers.forward : headers.backward
        header.bytes += datagram.bytes
        header.seal(restCount: 0, restSum: 0)
        encoder.begin(at: datagram.time, length: header.bytes.count, into: &bytes)
        bytes += header.bytes
        encoder.end(length: header.bytes.count, into: &bytes)
        count(at: datagram.time)
    }

    mutating func count(at time: Int64) {
        if frames == 0 { firstTime = time }
        frames += 1
        lastTime = time
    }
}
