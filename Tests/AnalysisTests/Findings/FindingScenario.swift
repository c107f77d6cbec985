import Report
import TestSupport
import Testing

/// A capture that has a finding, or that is close to having it and must not.
struct FindingScenario: Sendable {
    var name: String
    var reports: @Sendable () throws -> [CallReport]

    static func capture(_ name: String, _ capture: @escaping @Sendable () -> Capture) -> FindingScenario {
        FindingScenario(name: name) { try analyze(capture()) }
    }

    static func script(_ name: String, _ script: @escaping @Sendable () -> CallScript) -> FindingScenario {
        capture(name) { script().capture }
    }

    /// A capture of captures/.
    static func recorded(_ name: String) -> FindingScenario {
        FindingScenario(name: "captures/\(name)") { try RecordedCapture(name: name).reports() }
    }
}

/// What shows that a finding is found, and only where it should be.
struct FindingScenarios: Sendable {
    var triggers: [FindingScenario]
    var nearMisses: [FindingScenario]

    /// For every code; docs/findings.md names the recorded ones.
    static let all: [FindingCode: FindingScenarios] = connection.merging(media) { first, _ in first }
        .merging(streams) { first, _ in first }.merging(capture) { first, _ in first }
}
