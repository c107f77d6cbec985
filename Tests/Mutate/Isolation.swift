import Report
import TestSupport
import Wire

/// Several recorded calls at the same time in one capture, each with addresses of its own: what is done to one of them
/// must not show in the reports of the others.
struct Isolation {
    private struct Member {
        var frames: [Int] = []
        /// "10.81.", as its addresses begin in its reports.
        var prefix: String

        func any(_ random: inout SplitMix) -> Int { frames[Int.random(in: 0..<frames.count, using: &random)] }
    }

    private var merged: RecordedFrames
    private var members: [Member] = []
    private let scratch: String
    /// What each member's reports are without any damage.
    private var untouched: [[JSONValue]] = []

    var calls: Int { untouched.reduce(0) { $0 + $1.count } }

    init(_ paths: [String], scratch: String) throws {
        self.scratch = scratch
        var all: [(frame: RecordedFrames.Frame, member: Int)] = []
        for (number, path) in paths.enumerated() {
            let net = UInt8(100 + number)
            members.append(Member(prefix: "10.\(net)."))
            let recorded = try RecordedFrames(path)
            let begin = recorded.frames.first?.time ?? .distantPast
            for var frame in recorded.frames where frame.linkType == .ethernet {
                guard Self.readdress(&frame.bytes, to: net) else { continue }
                let elapsed = frame.time.nanoseconds(since: begin)
                frame.time = Timestamp(nanoseconds: 1_800_000_000_000_000_000 + elapsed)
                all.append((frame, number))
            }
        }
        let ordered = all.enumerated().sorted {
            ($0.element.frame.time, $0.offset) < ($1.element.frame.time, $1.offset)
        }
        merged = RecordedFrames(ordered.map(\.element.frame))
        for (index, entry) in ordered.enumerated() { members[entry.element.member].frames.append(index) }
        untouched = reports(of: merged.pcap.bytes)
        for (member, reports) in zip(members, untouched) where reports.isEmpty {
            fatal("no call has addresses in \(member.prefix)0.0/16")
        }
    }

    /// Ethernet, IPv4 from and to 10.77.0.0/16; false for anything else.
    private static func readdress(_ bytes: inout [UInt8], to net: UInt8) -> Bool {
        guard bytes.count > 34, bytes[12] == 8, bytes[13] == 0 else { return false }
        for place in [26, 30] {
            guard bytes[place] == 10, bytes[place + 1] == 77 else { return false }
            bytes[place + 1] = net
        }
        return true
    }

    /// Mutations that showed in the report of the call that they were made in.
    private(set) var effective = 0

    /// What changed in a call that was not touched; nil if nothing did.
    mutating func violation(seed: UInt64) -> String? {
        var random = SplitMix(seed: seed)
        let target = Int.random(in: 0..<members.count, using: &random)
        var damaged = merged
        // The bytes of UDP payloads; or times of records; or whole records' headers.
        let kind = Int.random(in: 0..<4, using: &random)
        var bytes: [UInt8]
        switch kind {
        case 0, 1:
            for _ in 0..<(1 << Int.random(in: 0...9, using: &random)) {
                flip(&damaged.frames[members[target].any(&random)].bytes, &random)
            }
            bytes = damaged.pcap.bytes
        case 2:
            let year: Int64 = 365 * 86_400 * 1_000_000_000
            let index = members[target].any(&random)
            let away = year &* ([-50, -3, 1, 7, 150].randomElement(using: &random) ?? 1)
            damaged.frames[index].time = damaged.frames[index].time.advanced(byNanoseconds: away)
            bytes = damaged.pcap.bytes
        default:
            // UDP checksums, lengths and ports of the frames are the target's own, too.
            for _ in 0..<(1 << Int.random(in: 0...9, using: &random)) {
                let index = members[target].any(&random)
                guard damaged.frames[index].bytes.count > 42 else { continue }
                damaged.frames[index].bytes.removeLast(
                    Int.random(in: 0...damaged.frames[index].bytes.count - 42, using: &random))
            }
            bytes = damaged.pcap.bytes
        }
        let now = reports(of: bytes)
        if now[target] != untouched[target] { effective += 1 }
        for member in members.indices where member != target {
            guard now[member] != untouched[member] else { continue }
            let places = zip(now[member], untouched[member]).flatMap { Self.differences($0, $1) }
            let counts = "\(untouched[member].count) → \(now[member].count) reports of call \(member)"
            return "kind \(kind) in call \(target) changed \(counts): \(places.prefix(5).joined(separator: ", "))"
        }
        return nil
    }

    private func flip(_ bytes: inout [UInt8], _ random: inout SplitMix) {
        // Behind Ethernet, IPv4 without options and UDP.
        guard bytes.count > 42, bytes[23] == 17 else { return }
        bytes[Int.random(in: 42..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    }

    /// By member: their reports without what is said of the capture as a whole, its findings too: what is wrong with any
    /// frame is everybody's to know.
    private func reports(of bytes: [UInt8]) -> [[JSONValue]] {
        write(bytes, to: scratch)
        let lines = Pipeline.run(scratch).lines
        return members.map { member in
            lines.filter { String(decoding: $0, as: UTF8.self).contains("\"\(member.prefix)") }.map {
                guard let report = try? JSONReader.read($0) else { fatal("a report is no JSON") }
                return Self.withoutCapture(report)
            }
        }
    }

    private static func withoutCapture(_ value: JSONValue) -> JSONValue {
        switch value {
        case .object(let members):
            return .object(
                members.filter { $0.key != "capture" }.map {
                    JSONValue.Member(key: $0.key, value: withoutCapture($0.value))
                })
        case .array(let elements):
            return .array(elements.filter { $0["where"] != .string("capture") }.map(withoutCapture))
        default: return value
        }
    }

    private static func differences(_ one: JSONValue, _ other: JSONValue, at place: String = "") -> [String] {
        switch (one, other) {
        case (.object(let left), .object(let right)) where left.map(\.key) == right.map(\.key):
            return zip(left, right).flatMap { differences($0.value, $1.value, at: place + "." + $0.key) }
        case (.array(let left), .array(let right)) where left.count == right.count:
            return zip(left, right).enumerated().flatMap { differences($1.0, $1.1, at: place + "[\($0)]") }
        default: return one == other ? [] : ["\(place): \("\(one)".prefix(200)) for \("\(other)".prefix(200))"]
        }
    }
}
