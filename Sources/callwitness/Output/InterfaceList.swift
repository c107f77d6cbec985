import LiveCapture
import Report
import Wire

/// What `callwitness interfaces` says.
struct InterfaceList: JSONRepresentable {
    struct Entry: JSONRepresentable {
        var device: CaptureDevice
        var linkType: LinkType?
        /// Why it cannot be captured on.
        var reason: String?

        /// Tries it.
        init(_ device: CaptureDevice) {
            self.device = device
            do throws(InterfaceError) {
                let type = try device.probe()
                linkType = type
                if !FrameDecoder.reads(type) { reason = "Its link type \(type.rawValue) is not decoded." }
            } catch {
                reason = error.sentence
            }
        }

        func write(to json: inout JSONWriter) {
            json.object {
                $0.member("name", device.name)
                $0.member("description", device.description)
                $0.member("addresses", device.addresses.map(\.description))
                $0.member("up", device.isUp)
                $0.member("running", device.isRunning)
                $0.member("loopback", device.isLoopback)
                $0.member("link_type", linkType.map { Int($0.rawValue) })
                $0.member("may_capture", reason == nil)
                $0.member("reason", reason)
            }
        }
    }

    var entries: [Entry]

    func write(to json: inout JSONWriter) { json.object { $0.member("interfaces", entries) } }

    func text(_ style: TextStyle) -> String {
        var page = TextPage(style: style)
        page.heading("INTERFACES", note: "that may be captured on: callwitness live -i NAME")
        for entry in entries where entry.reason == nil { page.row(entry.device.name, Self.summary(of: entry.device)) }
        let others = entries.filter { $0.reason != nil }
        if entries.count == others.count { page.row("none", "") }
        if !others.isEmpty {
            page.heading("NOT")
            for entry in others { page.row(entry.device.name, entry.reason ?? "", .faint) }
        }
        return page.text
    }

    private static func summary(of device: CaptureDevice) -> String {
        let state = device.isRunning ? "running" : device.isUp ? "up, no carrier" : "down"
        return ([state] + device.addresses.map(\.description) + [device.description].compactMap(\.self))
            .joined(separator: ", ")
    }
}
