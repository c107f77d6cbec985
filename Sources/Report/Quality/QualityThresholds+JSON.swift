/// Why a file of thresholds cannot be used: a sentence without its full stop, with the key and its place.
public struct ThresholdsFailure: Error, Hashable, CustomStringConvertible {
    public var description: String

    public init(description: String) { self.description = description }
}

extension QualityThresholds {
    /// A file of thresholds is small.
    private static let readerLimits = JSONReader.Limits(bytes: 65_536, depth: 8, values: 1024)

    /// Reads the shape that reports write. Every key may be left out, and keeps its default; one that is not known is an
    /// error, as nobody would notice that it changes nothing.
    public init(json bytes: [UInt8]) throws(ThresholdsFailure) {
        let document: JSONValue
        do throws(JSONReader.Failure) {
            document = try JSONReader.read(bytes, limits: Self.readerLimits)
        } catch {
            throw ThresholdsFailure(description: "no JSON document: \(error)")
        }
        guard case .object(let members) = document else {
            throw ThresholdsFailure(description: "an object was expected, not \(document.kindName)")
        }
        self.init()
        let reader = ThresholdsReader(document: bytes)
        for member in members {
            let field = ThresholdsReader.Field(member)
            switch member.key {
            case "rtt": try reader.read(field, into: &rtt)
            case "jitter": try reader.read(field, into: &jitter)
            case "packet_loss": try reader.read(field, into: &packetLoss)
            case "mos": try reader.read(field, into: &mos)
            case "warnings": try reader.read(field, into: &warnings)
            case "e_model": try reader.read(field, into: &eModel)
            default: throw reader.unknown(field)
            }
        }
    }
}

/// Takes the members of a thresholds document one by one.
private struct ThresholdsReader {
    /// A member and the path of keys to it.
    struct Field {
        var path: String
        var member: JSONValue.Member

        init(_ member: JSONValue.Member, in outer: Field? = nil) {
            path = (outer.map { $0.path + "." } ?? "") + member.key
            self.member = member
        }
    }

    let document: [UInt8]

    func failure(_ field: Field, _ what: String) -> ThresholdsFailure {
        let position = JSONPosition(of: field.member.offset, in: document)
        return ThresholdsFailure(description: "'\(field.path)' at \(position) \(what)")
    }

    func unknown(_ field: Field) -> ThresholdsFailure { failure(field, "is no known threshold") }

    func read(_ field: Field, into limits: inout QualityThresholds.Limits) throws(ThresholdsFailure) {
        for inner in try fields(field) {
            switch inner.member.key {
            case "fair": limits.fair = try number(inner)
            case "poor": limits.poor = try number(inner)
            default: throw unknown(inner)
            }
        }
        guard limits.fair <= limits.poor else { throw failure(field, "has a 'fair' above its 'poor'") }
    }

    func read(_ field: Field, into limits: inout OpinionLimits) throws(ThresholdsFailure) {
        for inner in try fields(field) {
            switch inner.member.key {
            case "excellent": limits.excellent = try number(inner, 1...5)
            case "good": limits.good = try range(inner)
            case "fair": limits.fair = try range(inner)
            case "poor": limits.poor = try range(inner)
            default: throw unknown(inner)
            }
        }
    }

    func read(_ field: Field, into limits: inout WarningLimits) throws(ThresholdsFailure) {
        for inner in try fields(field) {
            switch inner.member.key {
            case "rtt": limits.rtt = try number(inner)
            case "jitter": limits.jitter = try number(inner)
            case "packet_loss": limits.packetLoss = try number(inner, 0...100)
            case "mos": limits.mos = try number(inner, 1...5)
            case "audio_level": limits.audioLevel = try number(inner, 0...1)
            case "silence_seconds": limits.silenceSeconds = try number(inner)
            case "breaches": limits.breaches = try whole(inner, 1...1000)
            case "repeat_seconds": limits.repeatSeconds = try number(inner)
            default: throw unknown(inner)
            }
        }
    }

    func read(_ field: Field, into assumptions: inout EModel.Assumptions) throws(ThresholdsFailure) {
        for inner in try fields(field) {
            switch inner.member.key {
            case "jitter_buffer": assumptions.jitterBufferMilliseconds = try number(inner, 0...10_000)
            case "ie": assumptions.equipmentImpairment = try number(inner, 0...94)
            case "bpl": assumptions.lossRobustness = try number(inner, 1...1000)
            default: throw unknown(inner)
            }
        }
    }

    private func fields(_ field: Field) throws(ThresholdsFailure) -> [Field] {
        guard case .object(let members) = field.member.value else {
            throw failure(field, "takes an object, not \(field.member.value.kindName)")
        }
        return members.map { Field($0, in: field) }
    }

    private func number(_ field: Field, _ range: ClosedRange<Double> = 0...1e9) throws(ThresholdsFailure) -> Double {
        guard let value = field.member.value.number else {
            throw failure(field, "takes a number, not \(field.member.value.kindName)")
        }
        guard range.contains(value) else { throw failure(field, "takes \(Self.text(range)), not \(Self.text(value))") }
        return value
    }

    private func whole(_ field: Field, _ range: ClosedRange<Int>) throws(ThresholdsFailure) -> Int {
        guard let value = field.member.value.integer else {
            let given = field.member.value.number.map(Self.text) ?? field.member.value.kindName
            throw failure(field, "takes a whole number, not \(given)")
        }
        guard range.contains(value) else {
            throw failure(field, "takes \(range.lowerBound) to \(range.upperBound), not \(value)")
        }
        return value
    }

    private func range(_ field: Field) throws(ThresholdsFailure) -> ClosedRange<Double> {
        let ends = field.member.value.elements.map(\.number)
        guard ends.count == 2, let low = ends[0], let high = ends[1], low >= 1, low <= high, high <= 5 else {
            throw failure(field, "takes the two ends of a range within 1 to 5, the lower one first")
        }
        return low...high
    }

    private static func text(_ value: Double) -> String { DecimalNumber.text(value, decimals: 3) }

    private static func text(_ range: ClosedRange<Double>) -> String {
        "\(text(range.lowerBound)) to \(text(range.upperBound))"
    }
}
