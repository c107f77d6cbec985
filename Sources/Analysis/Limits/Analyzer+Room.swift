import ICE
import Media
import Wire

// Where there is no room left, calls make way: those that nobody answered first, of these the idlest first, and last of all
// those whose media goes on, which are reported up to then.
extension Analyzer {
    /// The part of a table that is emptied at once, so that looking for what makes way costs each packet little.
    private static var share: Int { 3 }
    /// Calls that are reported when they make way, at most at once: their reports are held until they are taken.
    private static var reportedAtOnce: Int { 512 }

    /// Between two frames: makes room if a table is full, or the facts of all calls may have outgrown their budget.
    mutating func makeRoom() {
        wantsRoom = false
        // Where nothing could make way, looking again for each packet would cost the square.
        guard health.packets >= nextRoom || budget.isDue else { return }
        // No `map`: its closure would copy the analyzer for each call.
        var standings: [CallStanding] = []
        standings.reserveCapacity(calls.handles.count)
        var (bytes, unanswered) = (0, 0)
        for call in calls.handles {
            let standing = standing(of: call)
            bytes += standing.bytes
            if standing.rank == .unanswered { unanswered += standing.bytes }
            standings.append(standing)
        }
        let bytesToFree = budget.excess(bytes, unanswered: unanswered)
        let pathsToFree = paths.isNearlyFull ? PathTable.capacity / Self.share : 0
        if bytesToFree > 0 || pathsToFree > 0 {
            standings.sort(by: CallStanding.makesWayFirst)
            var freed = (bytes: 0, paths: 0)
            var leaving: [CallHandle] = []
            for standing in standings where freed.bytes < bytesToFree || freed.paths < pathsToFree {
                if standing.rank == .unanswered {
                    close(standing.call, id: nil)
                    health.limits[freed.bytes < bytesToFree ? .state : .paths] += standing.paths
                    unanswered -= standing.bytes
                } else if leaving.count < Self.reportedAtOnce {
                    leaving.append(standing.call)
                } else {
                    break
                }
                freed.bytes += standing.bytes
                freed.paths += standing.paths
            }
            if !leaving.isEmpty {
                health.limits[.earlyEnds] += leaving.count
                let ending = leaving.compactMap { call in lastSeen(in: call).map { (call: call, last: $0) } }
                noteLosses(of: ending)
                end(ending.sorted { $0.last < $1.last })
            }
            bytes -= freed.bytes
        }
        budget.measured(bytes, unanswered: unanswered)
        nextRoom = health.packets + max(1024, Int64(calls.handles.count / Self.share))
    }

    /// Forgets the idlest streams of a path that carried next to nothing, once it has as many streams as may be.
    ///
    /// - Returns: false if all of them carry media.
    mutating func makeRoomForStream(on path: PathHandle) -> Bool {
        guard paths[path].streams.count >= Path.streamCapacity else { return true }
        let thin = paths[path].streams.filter {
            streams[$0].tracker.sequence.unique < CallStanding.packetsOfMedia
        }.sorted { streams[$0].tracker.last.time < streams[$1].tracker.last.time }
        let leaving = thin.prefix(Path.streamCapacity / 4)
        health.limits[.streamsOfPath] += max(1, leaving.count)
        guard !leaving.isEmpty else { return false }
        for stream in leaving { forget(stream) }
        let gone = Set(leaving)
        paths[path].streams.removeAll { gone.contains($0) }
        return true
    }

    mutating func forget(_ handle: Int32) {
        let ssrc = streams.remove(handle)
        arrivals?.remove(stream: handle)
        streamsBySSRC[ssrc]?.removeAll { $0 == handle }
        if streamsBySSRC[ssrc]?.isEmpty == true { streamsBySSRC[ssrc] = nil }
    }

    /// The counts of the tables that keep their own.
    func withLimits(_ health: CaptureHealth) -> CaptureHealth {
        var health = health
        health.limits[.fragmentedPackets] = fragments.counts.evicted
        health.limits[.dialogs] = signalling.evicted
        health.limits[.arrivals] = arrivals?.dropped ?? 0
        health.limits[.connections] = connections.evicted
        health.limits[.connectionBytes] = connections.evictedForBytes
        health.limits[.tlsConnections] = tlsConnections.evicted
        health.limits[.candidates] = probation.evicted
        health.limits[.channelSuspects] = channelSuspects.evicted
        health.limits[.keysOfCall] = calls.evictedKeys
        health.limits[.pathsOfCall] = calls.refusedJoins
        health.limits[.dropTimes] = health.drops.omitted
        return health
    }
}
