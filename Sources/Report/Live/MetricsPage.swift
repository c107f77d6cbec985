/// Lines of Prometheus' text format.
struct MetricsPage {
    enum Kind: String { case counter, gauge, histogram }

    private(set) var text = ""
    private var name = ""

    mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        self.name = name
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ value: UInt64) {
        begin(name, kind, help)
        add(value)
    }

    /// - Parameter labels: plain names and values of the code's own.
    mutating func add(_ value: UInt64, labels: String = "") {
        text += labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
    }

    mutating func add(_ histogram: MetricHistogram, labels: String = "") {
        let cumulative = histogram.cumulative
        let limits = histogram.limits.map { DecimalNumber.text($0, decimals: 6) } + ["+Inf"]
        let separator = labels.isEmpty ? "" : ","
        for (limit, count) in zip(limits, cumulative) {
            text += "\(name)_bucket{\(labels)\(separator)le=\"\(limit)\"} \(count)\n"
        }
        let braces = labels.isEmpty ? "" : "{\(labels)}"
        text += "\(name)_sum\(braces) \(DecimalNumber.text(histogram.sum, decimals: 6))\n"
        text += "\(name)_count\(braces) \(cumulative.last ?? 0)\n"
    }
}
