import TestSupport
import Wire

/// What is done to a capture: one kind, its places and values all from a seed.
enum Mutation: String, CaseIterable {
    /// Bits anywhere in the file, and bits of frames alone.
    case flipFile, flipFrames
    /// Values that parsers stumble over, in frames: 0, all ones, largest and smallest lengths.
    case borders
    /// The end is missing; a piece of the middle is.
    case cut, hole
    /// A piece of the file stands once more elsewhere.
    case splice
    case duplicate, reorder
    /// Frames, or all from one on, years away; times that run backwards; times anywhere at all.
    case years, backwards, wildTimes
    /// Lengths, times, types of records and blocks.
    case recordHeaders
    /// Frames are cut as by a snap length, or claim another length on the wire.
    case snapped
    /// One frame's bytes in the place of another's.
    case exchange

    static func of(seed: UInt64) -> Mutation { allCases[Int(seed % UInt64(allCases.count))] }

    /// The bytes of the mutated file.
    func apply(to recorded: RecordedFrames, seed: UInt64) -> [UInt8] {
        var random = SplitMix(seed: seed)
        var recorded = recorded
        change(&recorded, &random)
        let isPcapng = Bool.random(using: &random)
        var (bytes, records) = isPcapng ? recorded.pcapng : recorded.pcap
        change(&bytes, records, &random)
        return bytes
    }

    /// Half of all mutations touch few places, and some touch many.
    private static func places(_ random: inout SplitMix) -> Int { 1 << Int.random(in: 0...8, using: &random) }

    private func change(_ recorded: inout RecordedFrames, _ random: inout SplitMix) {
        guard !recorded.frames.isEmpty else { return }
        let count = recorded.frames.count
        func some(_ random: inout SplitMix) -> Range<Int> {
            let start = Int.random(in: 0..<count, using: &random)
            return start..<min(count, start + Self.places(&random))
        }
        let year: Int64 = 365 * 86_400 * 1_000_000_000
        switch self {
        case .flipFrames:
            for _ in 0..<Self.places(&random) {
                let frame = Int.random(in: 0..<count, using: &random)
                guard !recorded.frames[frame].bytes.isEmpty else { continue }
                let place = Int.random(in: 0..<recorded.frames[frame].bytes.count, using: &random)
                recorded.frames[frame].bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
        case .borders:
            let values: [UInt8] = [0, 1, 2, 3, 4, 0x7f, 0x80, 0xfe, 0xff]
            for _ in 0..<Self.places(&random) {
                let frame = Int.random(in: 0..<count, using: &random)
                let length = recorded.frames[frame].bytes.count
                guard length > 0 else { continue }
                let place = Int.random(in: 0..<length, using: &random)
                let value = values.randomElement(using: &random) ?? 0
                let width = 1 << Int.random(in: 0...2, using: &random)
                for offset in place..<min(length, place + width) {
                    recorded.frames[frame].bytes[offset] = value
                }
            }
        case .duplicate:
            let range = some(&random)
            let copies = Array(recorded.frames[range])
            let place = Int.random(in: 0...count, using: &random)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                recorded.frames.insert(contentsOf: copies, at: place)
            }
        case .reorder:
            let range = some(&random)
            recorded.frames[range].shuffle(using: &random)
            if Bool.random(using: &random) {
                let times = recorded.frames[range].map(\.time).sorted()
                for (index, time) in zip(range, times) { recorded.frames[index].time = time }
            }
        case .years:
            let away = year &* Int64.random(in: -60...200, using: &random)
            if Bool.random(using: &random) {
                let start = Int.random(in: 0..<count, using: &random)
                for index in start..<count {
                    recorded.frames[index].time = recorded.frames[index].time.advanced(byNanoseconds: away)
                }
            } else {
                for _ in 0..<Self.places(&random) {
                    let index = Int.random(in: 0..<count, using: &random)
                    recorded.frames[index].time = recorded.frames[index].time.advanced(byNanoseconds: away)
                }
            }
        case .backwards:
            let range = Bool.random(using: &random) ? 0..<count : some(&random)
            let times = recorded.frames[range].map(\.time)
            for (index, time) in zip(range, times.reversed()) { recorded.frames[index].time = time }
        case .wildTimes:
            for _ in 0..<Self.places(&random) {
                let index = Int.random(in: 0..<count, using: &random)
                let shift = Int64.random(in: 0..<62, using: &random)
                let step = Int64.random(in: -(1 << shift)...(1 << shift), using: &random)
                recorded.frames[index].time = Timestamp(
                    nanoseconds: recorded.frames[index].time.nanoseconds &+ step)
            }
        case .snapped:
            for index in some(&random) {
                let length = recorded.frames[index].bytes.count
                if Bool.random(using: &random) {
                    recorded.frames[index].bytes.removeLast(Int.random(in: 0...length, using: &random))
                } else {
                    recorded.frames[index].originalLength = UInt32.random(in: 0...100_000, using: &random)
                }
            }
        case .exchange:
            for _ in 0..<Self.places(&random) {
                let (one, other) = (
                    Int.random(in: 0..<count, using: &random), Int.random(in: 0..<count, using: &random)
                )
                let bytes = recorded.frames[one].bytes
                recorded.frames[one].bytes = recorded.frames[other].bytes
                recorded.frames[other].bytes = bytes
            }
        case .flipFile, .cut, .hole, .splice, .recordHeaders: break
        }
    }

    private func change(_ bytes: inout [UInt8], _ records: [Int], _ random: inout SplitMix) {
        let count = bytes.count
        switch self {
        case .flipFile:
            for _ in 0..<Self.places(&random) {
                bytes[Int.random(in: 0..<count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
        case .cut: bytes.removeLast(Int.random(in: 1...count, using: &random))
        case .hole:
            let start = Int.random(in: 0..<count, using: &random)
            bytes.removeSubrange(start..<min(count, start + Int.random(in: 1...4096, using: &random)))
        case .splice:
            let start = Int.random(in: 0..<count, using: &random)
            let piece = Array(bytes[start..<min(count, start + Int.random(in: 1...65_536, using: &random))])
            bytes.insert(contentsOf: piece, at: Int.random(in: 0...count, using: &random))
        case .recordHeaders:
            for _ in 0..<Self.places(&random) {
                guard let record = records.randomElement(using: &random) else { return }
                let field = record + 4 * Int.random(in: 0..<7, using: &random)
                guard field + 4 <= count else { continue }
                let value: UInt32 =
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: UInt32.random(in: 0...UInt32.max, using: &random)
                    case 1: UInt32.random(in: 0...2000, using: &random)
                    case 2: [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff].randomElement(using: &random) ?? 0
                    default: 1 << UInt32.random(in: 0..<32, using: &random)
                    }
                for byte in 0..<4 { bytes[field + byte] = UInt8(truncatingIfNeeded: value >> UInt32(8 * byte)) }
            }
        default: break
        }
    }
}
