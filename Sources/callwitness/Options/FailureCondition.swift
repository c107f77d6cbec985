import ArgumentParser
import Report

/// What `--fail-on` asks for: findings of a severity or worse, or of a code.
enum FailureCondition: ExpressibleByArgument {
    case severity(FindingSeverity)
    case code(FindingCode)

    init?(argument: String) {
        if let severity = FindingSeverity(rawValue: argument) {
            self = .severity(severity)
        } else if let code = FindingCode(rawValue: argument) {
            self = .code(code)
        } else {
            return nil
        }
    }

    func isMet(by finding: Finding) -> Bool {
        switch self {
        case .severity(let severity): finding.severity >= severity
        case .code(let code): finding.code == code
        }
    }
}
