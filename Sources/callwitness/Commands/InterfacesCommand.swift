import ArgumentParser
import LiveCapture
import Report
import Wire

struct InterfacesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interfaces",
        abstract: "Lists what can be captured on, and whether this user may.",
        discussion: """
            Each interface is opened for a moment to see whether it can be captured on.

            EXIT CODES
              0  done, also if this user may capture on none
              2  the interfaces cannot be listed, or the usage is wrong
            """)

    @Option(help: "text for people, json or ndjson (one line per interface).")
    var format = ReportFormat.text

    func run() throws { try Self.list(format) }

    static func list(_ format: ReportFormat) throws {
        let devices: [CaptureDevice]
        do throws(InterfaceError) {
            devices = try CaptureDevice.all()
        } catch {
            throw CommandFailure(error.sentence, error.kind == .permission ? .permission : .unusable)
        }
        let list = InterfaceList(entries: devices.map { InterfaceList.Entry($0) })
        switch format {
        case .text: try StandardOutput.write(Array(list.text(Terminal.textStyle).utf8))
        case .json: try StandardOutput.write(list.json(pretty: true) + [UInt8(ascii: "\n")])
        case .ndjson:
            for entry in list.entries { try StandardOutput.write(entry.json(pretty: false) + [UInt8(ascii: "\n")]) }
        }
    }
}
