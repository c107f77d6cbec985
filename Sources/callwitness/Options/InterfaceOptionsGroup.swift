import ArgumentParser
import LiveCapture

/// What is captured on and how, in tcpdump's letters.
struct InterfaceOptionsGroup: ParsableArguments {
    @Option(
        name: [.customShort("i"), .customLong("interface")],
        help: ArgumentHelp("The interface; 'any' is all of them.", valueName: "interface"))
    var interface: String?

    @Flag(name: [.customShort("D"), .customLong("list-interfaces")], help: "List what can be captured on, and end.")
    var lists = false

    @Option(
        name: [.customShort("f"), .customLong("filter")],
        help: ArgumentHelp("Capture only what this filter lets through (pcap-filter(7)).", valueName: "bpf"))
    var filter: String?

    @Option(name: .customLong(FilterWords.option), help: .hidden)
    var filterWords: String?

    @Option(
        name: [.customShort("s"), .customLong("snapshot-length")],
        help: ArgumentHelp("Bytes kept of each frame; 0 is all of it.", valueName: "bytes"))
    var snapLength = InterfaceOptions(name: "").snapLength

    @Option(
        name: [.customShort("B"), .customLong("buffer-size")],
        help: ArgumentHelp("The kernel's ring, in KiB.", valueName: "KiB"))
    var bufferKibibytes = InterfaceOptions(name: "").bufferBytes >> 10

    @Flag(help: "Take in what is not addressed to this host, too.")
    var promiscuous = false

    @Option(
        name: [.customShort("j"), .customLong("time-stamp-type")],
        help: ArgumentHelp("The clock of the time stamps, as 'tcpdump -J' lists them.", valueName: "type"))
    var timestampType: String?

    @Option(name: .customShort("c"), help: ArgumentHelp("End after so many frames.", valueName: "count"))
    var count: UInt64?

    func validate() throws {
        guard lists || interface != nil else {
            throw ValidationError("No interface is given: name one after -i ('callwitness interfaces' lists them).")
        }
        guard (0...262_144).contains(snapLength) else {
            throw ValidationError("-s takes 0 to 262144 bytes, not \(snapLength).")
        }
        guard (64...2_000_000).contains(bufferKibibytes) else {
            throw ValidationError("-B takes 64 to 2000000 KiB, not \(bufferKibibytes).")
        }
        guard count != 0 else { throw ValidationError("-c takes a number of frames above 0.") }
    }

    func options() throws -> InterfaceOptions {
        var options = InterfaceOptions(name: interface ?? "")
        if let filter, let filterWords {
            options.filter = "(\(filter)) and (\(filterWords))"
        } else {
            options.filter = filter ?? filterWords
        }
        options.snapLength = snapLength == 0 ? 262_144 : snapLength
        options.bufferBytes = bufferKibibytes << 10
        options.isPromiscuous = promiscuous
        options.timestampType = timestampType
        return options
    }
}
