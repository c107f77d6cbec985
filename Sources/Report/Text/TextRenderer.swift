/// The report for the engineer on call: what is wrong first, then where and why, then the figures, then what the
/// capture could not show. Where all is well it says little.
public enum TextRenderer {
    public static func render(_ report: CallReport, style: TextStyle = .plain) -> String {
        var page = TextPage(style: style)
        let network = report.network
        page.add(headOf: report)
        page.add(findings: network.findings)
        // What may be missing comes before any figure that depends on it.
        let isDoubtful = TextPage.isDoubtful(network.capture)
        if isDoubtful { page.add(captureHealth: network.capture) }
        page.add(pathOf: report)
        page.add(signalling: network.signalling)
        page.add(setup: network.setup)
        page.add(mediaOf: network)
        page.add(rtcp: network.rtcp)
        page.add(quality: network.quality)
        if !isDoubtful { page.add(captureHealth: network.capture) }
        page.add(notObservable: network.notObservable)
        return page.text
    }
}
