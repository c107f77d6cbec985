import ICE
import Media
import Wire

extension Analyzer {
    mutating func receiveRTCP(_ datagram: Datagram, _ bytes: Span<UInt8>) {
        guard let (path, isForward) = findControlled(datagram),
            accept(datagram, bytes, on: path, isForward: isForward)
        else { return }
        paths[path][isForward: isForward].rtcp.add(datagram.length, at: datagram.moment)
        keep(datagram, on: path, isForward: isForward)
        paths[path][isForward: isForward].srtcp.observe(bytes, originalLength: datagram.length)
        // A report block has 24 bytes (RFC 3550 6.4.1).
        budget.grow(by: (1 + bytes.count / 24) * StateBudget.perRecord)
        let tracker = controlTracker(of: path)
        // After a handshake what reads as clear is chance.
        guard paths[path].handshake == nil,
            SRTCPEvidence(bytes, originalLength: datagram.length)?.parsesAsClear == true
        else {
            controls[tracker].observeProtected(
                bytes, isForward: isForward, time: datagram.moment.time, frame: datagram.moment.frame)
            return
        }
        observe(datagram, bytes, on: path, isForward: isForward, tracker: tracker)
        noteGoodbyes(on: path, isForward: isForward, tracker: tracker)
    }

    private mutating func observe(
        _ datagram: Datagram, _ bytes: Span<UInt8>, on path: PathHandle, isForward: Bool, tracker: Int32
    ) {
        // RTCP on ports of its own that the signalling gave speaks of the call's streams on other paths.
        let others = paths[path].streams.isEmpty ? calls[paths[path].call].paths.flatMap { paths[$0].streams } : []
        let key = paths[path].key
        // Taken out meanwhile, as it asks for the streams.
        var control = controls.take(tracker)
        control.observe(
            bytes, originalLength: datagram.length, isForward: isForward, time: datagram.moment.time,
            frame: datagram.moment.frame
        ) { ssrc, isForward, number in
            guard
                let stream = streams.find(StreamFlow(key, isForward: isForward, ssrc: ssrc))
                    ?? others.first(where: { streams[$0].tracker.ssrc == ssrc })
            else { return nil }
            return number.map { streams[stream].tracker.state(upTo: $0) } ?? streams[stream].tracker.state
        }
        controls[tracker] = control
    }

    /// The path whose streams the datagram speaks of: its own, or that of the ports below (RFC 3550 11); or a path of its
    /// own in the call whose description names its ports (RFC 3605).
    private mutating func findControlled(_ datagram: Datagram) -> (path: PathHandle, isForward: Bool)? {
        let (key, isForward) = PathKey.make(datagram)
        if let path = paths.find(key) { return (path, isForward) }
        if datagram.source.port & 1 == 1, datagram.destination.port & 1 == 1 {
            var media = datagram
            media.source.port -= 1
            media.destination.port -= 1
            let (mediaKey, mediaIsForward) = PathKey.make(media)
            if let path = paths.find(mediaKey) { return (path, mediaIsForward) }
        }
        return openControlPath(key, datagram).map { ($0, isForward) }
    }

    private mutating func controlTracker(of path: PathHandle) -> Int32 {
        if let tracker = paths[path].control { return tracker }
        let tracker = controls.insert(RTCPTracker())
        paths[path].control = tracker
        return tracker
    }

    /// Only plain RTP says goodbye legibly: SRTCP hides all but the first header.
    private mutating func noteGoodbyes(on path: PathHandle, isForward: Bool, tracker: Int32) {
        for participant in controls[tracker][isForward: isForward] where participant.departure != nil {
            for stream in streamsControlled(on: path, isForward: isForward)
            where streams[stream].tracker.ssrc == participant.ssrc && !streams[stream].hasLeft {
                streams[stream].hasLeft = true
            }
        }
    }
}
