import Testing
import Wire

@testable import Media

@Suite("Clock rate from timestamps over arrival times")
struct ClockRateInferenceTests {
    /// What a tracker finds after `seconds` of packets.
    private func infer(_ packets: [RTPArrival], isFinal: Bool = false) -> UInt32? {
        var tracker = tracker(packets, clock: nil)
        if isFinal { tracker.inferClock(isFinal: true) }
        return tracker.clock?.rate.rawValue
    }

    private func audio(
        rate: Double, frame: Double, jitter: Double, seconds: Double, random: inout Randomness,
        first: Int = 4_294_000_000
    ) -> [RTPArrival] {
        (0..<Int(seconds * 1000 / frame)).map { index in
            packet(
                65500 + index, timestamp: first + Int((Double(index) * frame * rate / 1000).rounded()),
                milliseconds: Double(index) * frame + (jitter > 0 ? Double.random(in: 0...jitter, using: &random) : 0))
        }.sorted { $0.time < $1.time }
    }

    @Test(
        "Every rate, frame time and jitter",
        arguments: ClockRateInference.candidates.dropLast(), [10.0, 20, 30, 60])
    func audio(rate: UInt32, frame: Double) {
        for jitter in [0.0, 5, 20, 50] {
            for seed in 0..<6 {
                var random = Randomness(seed: UInt64(seed))
                let packets = audio(
                    rate: Double(rate), frame: frame, jitter: jitter, seconds: 5, random: &random)
                #expect(infer(packets) == rate, "\(rate) Hz, \(frame) ms, jitter \(jitter) ms, seed \(seed)")
            }
        }
    }

    @Test("Frames of 1024 samples, which are no whole milliseconds", arguments: [44100.0, 48000, 32000, 24000])
    func oddFrames(rate: Double) {
        for seed in 0..<6 {
            var random = Randomness(seed: UInt64(seed))
            let packets = audio(rate: rate, frame: 1024 / rate * 1000, jitter: 30, seconds: 8, random: &random)
            #expect(infer(packets) == UInt32(rate))
        }
    }

    @Test("Video: several packets a frame, of one timestamp", arguments: [5.0, 15, 24, 25, 30, 60], [1, 4, 20])
    func video(framesPerSecond: Double, packetsPerFrame: Int) {
        for jitter in [0.0, 20, 50] {
            var random = Randomness(seed: 7)
            var packets = [RTPArrival]()
            for frame in 0..<Int(8 * framesPerSecond) {
                let begin = Double(frame) * 1000 / framesPerSecond + Double.random(in: 0...jitter, using: &random)
                for part in 0..<packetsPerFrame {
                    packets.append(
                        packet(
                            packets.count, timestamp: Int(Double(frame) * 90000 / framesPerSecond),
                            milliseconds: begin + Double(part) * 0.5))
                }
            }
            #expect(infer(packets) == 90000, "jitter \(jitter) ms")
        }
    }

    @Test("Video with timestamps of whole milliseconds, frames of 33 and 34 ms")
    func videoInMilliseconds() {
        let packets = (0..<300).map { index in
            let milliseconds = (Double(index) * 1000 / 30).rounded()
            return packet(index, timestamp: Int(milliseconds) * 90, milliseconds: milliseconds)
        }
        #expect(infer(packets) == 90000)
    }

    @Test("Opus DTX: two packets every 420 ms")
    func discontinuous() {
        let packets = (0..<60).map { index in
            let milliseconds = Double(index / 2) * 420 + Double(index % 2) * 20
            return packet(index, timestamp: Int(milliseconds * 48), milliseconds: milliseconds)
        }
        #expect(infer(packets) == 48000)
    }

    @Test("A hold of 6 s, and a new timestamp base, change nothing")
    func holdAndNewBase() {
        let hold = (0..<100).map { index in
            let milliseconds = Double(index) * 20 + (index < 20 ? 0 : 6000)
            return packet(index, timestamp: Int(milliseconds * 48), milliseconds: milliseconds)
        }
        #expect(infer(hold) == 48000)
        let newBase = (0..<120).map { index in
            packet(index, timestamp: index * 160 + (index < 30 ? 0 : 2_000_000_000), milliseconds: Double(index) * 20)
        }
        #expect(infer(newBase) == 8000)
    }

    @Test("Loss, duplicates and reordering change nothing")
    func disturbed() {
        var random = Randomness(seed: 3)
        var packets = audio(rate: 16000, frame: 20, jitter: 50, seconds: 6, random: &random)
        packets.removeAll { _ in random.once(in: 5) }
        packets += packets.filter { _ in random.once(in: 10) }
        packets.sort { $0.time < $1.time }
        #expect(infer(packets) == 16000)
    }

    @Test("A whole second is needed, at the end of the stream a tenth of one")
    func spans() {
        var random = Randomness(seed: 1)
        let second = audio(rate: 48000, frame: 20, jitter: 0, seconds: 0.9, random: &random)
        #expect(infer(second) == nil)
        #expect(infer(second, isFinal: true) == 48000)
        #expect(infer(Array(second.prefix(6)), isFinal: true) == 48000)
        #expect(infer(Array(second.prefix(5)), isFinal: true) == nil)
        #expect(infer(Array(second.prefix(1)), isFinal: true) == nil)
    }

    @Test("What cannot be told stays nil")
    func undecidable() {
        // One telephone event: its timestamp stands (RFC 4733 2.5.1.2).
        #expect(
            infer((0..<200).map { packet($0, timestamp: 960, milliseconds: Double($0) * 20) }, isFinal: true) == nil)
        // Random timestamps, and timestamps that run backward.
        var random = Randomness(seed: 9)
        let noise = (0..<400).map {
            packet($0, timestamp: Int.random(in: 0..<(1 << 32), using: &random), milliseconds: Double($0) * 20)
        }
        #expect(infer(noise, isFinal: true) == nil)
        let small = (0..<400).map {
            packet($0, timestamp: Int.random(in: 0..<100_000, using: &random), milliseconds: Double($0) * 20)
        }
        #expect(infer(small, isFinal: true) == nil)
        let backward = (0..<400).map { packet($0, timestamp: -$0 * 160, milliseconds: Double($0) * 20) }
        #expect(infer(backward, isFinal: true) == nil)
        // All at one time, and six packets in 100 ms with as much jitter.
        #expect(infer((0..<400).map { packet($0, timestamp: $0 * 160) }, isFinal: true) == nil)
        let short = zip([0.0, 70, 40.1, 61, 130, 101], 0...).map { packet($1, timestamp: $1 * 960, milliseconds: $0) }
        #expect(infer(short, isFinal: true) == nil)
    }

    @Test(
        "Rates that are no candidates are none of them",
        arguments: [1000.0, 11025, 12000, 22050, 64000, 96000, 192_000])
    func others(rate: Double) {
        var random = Randomness(seed: 2)
        #expect(infer(audio(rate: rate, frame: 20, jitter: 5, seconds: 30, random: &random), isFinal: true) == nil)
    }

    @Test("Confidence is within 0...1, and higher where no jitter blurs the slope")
    func confidence() throws {
        var random = Randomness(seed: 5)
        let clear = tracker(audio(rate: 48000, frame: 20, jitter: 0, seconds: 3, random: &random), clock: nil)
        let blurred = tracker(audio(rate: 48000, frame: 20, jitter: 50, seconds: 3, random: &random), clock: nil)
        let (high, low) = (try #require(clear.clock), try #require(blurred.clock))
        #expect(high.confidence <= 1 && low.confidence >= 0 && high.confidence > low.confidence)
        #expect(high.source == .inferred)
    }
}
