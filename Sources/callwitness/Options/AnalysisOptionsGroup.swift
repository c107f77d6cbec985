import Analysis
import ArgumentParser
import Report
import Wire

/// What the operator knows of the calls.
struct AnalysisOptionsGroup: ParsableArguments {
    @Option(help: ArgumentHelp("Length of a report's segments.", valueName: "seconds"))
    var interval: Int64 = 5

    @Option(
        help: ArgumentHelp(
            "A network the clients are in, such as 10.0.0.0/8: what is sent from there is 'sent'. May be repeated.",
            valueName: "cidr"),
        transform: AnalysisOptionsGroup.network)
    var client: [IPNetwork] = []

    @Option(name: .customLong("call-id"), help: ArgumentHelp("The call's id in the report.", valueName: "id"))
    var callID: String?

    @Option(
        help: ArgumentHelp(
            "The clock rate of a payload type, such as 111=48000, where it is known better. May be repeated.",
            valueName: "pt=hz"),
        transform: AnalysisOptionsGroup.assignment)
    var clockRate: [(PayloadType, ClockRate)] = []

    @Option(
        help: ArgumentHelp(
            "A session description (SDP) of a call whose signalling is not in the capture: offer or answer. May be "
                + "repeated.", valueName: "file"), completion: .file())
    var sdp: [String] = []

    @Option(help: ArgumentHelp("A call without packets for this long has ended.", valueName: "seconds"))
    var idle: Double = 60

    @Option(
        help: ArgumentHelp(
            "Other limits for the quality section: JSON as a report's network.quality.thresholds, any part of it.",
            valueName: "file"))
    var thresholds: String?

    /// - Throws: a sentence, where a session description or the thresholds cannot be read.
    func analysisOptions() throws -> AnalysisOptions {
        var options = AnalysisOptions()
        if let thresholds { options.thresholds = try Self.thresholds(in: thresholds) }
        options.intervalSeconds = interval
        options.idleNanoseconds = Int64(idle * 1e9)
        options.clientNetworks = client
        options.clockRates = Dictionary(clockRate) { _, last in last }
        options.callID = callID
        options.descriptions = try sdp.map { try SessionDescriptionFile.load($0) }
        options.hashSeed = .random(in: .min ... .max)
        return options
    }

    func validate() throws {
        guard (1...86_400).contains(interval) else {
            throw ValidationError("--interval takes 1 to 86400 seconds, not \(interval).")
        }
        guard idle > 0, idle <= 1e9 else {
            throw ValidationError("--idle takes a number of seconds above 0, not \(idle).")
        }
        guard callID?.isEmpty != true else { throw ValidationError("--call-id takes an id, not an empty one.") }
    }

    private static func thresholds(in path: String) throws -> QualityThresholds {
        let bytes = try SmallFile.bytes(of: path, "thresholds", atMost: 65_536)
        do throws(ThresholdsFailure) {
            return try QualityThresholds(json: bytes)
        } catch {
            throw CommandFailure("\(path) cannot be read as thresholds: \(error).")
        }
    }

    private static func network(_ text: String) throws -> IPNetwork {
        guard let network = IPNetwork(text) else {
            throw ValidationError("it takes an address range such as 192.0.2.0/24 or 2001:db8::/32.")
        }
        return network
    }

    private static func assignment(_ text: String) throws -> (PayloadType, ClockRate) {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let type = UInt8(parts[0]), type < 128, let rate = UInt32(parts[1]), rate > 0 else {
            throw ValidationError("it takes a payload type and its clock rate in Hz, such as 111=48000.")
        }
        return (PayloadType(rawValue: type), ClockRate(rawValue: rate))
    }
}
