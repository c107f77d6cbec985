import ArgumentParser
import Report

/// What `--fail-on` asks for: findings of a severity or worse, or of a code.
enum FailureCondition: ExpressibleByArgument {
    case severity(FindingSeverity)
    case code(String)

    init?(argument: String) {
        if let severity = FindingSeverity(rawValue: argument) {
            self = .severity(severity)
        } else {
            // Codes are in snake case.
            let isCode = argument.utf8.allSatisfy { byte in
                byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            }
            guard isCode, !argument.isEmpty else { return nil }
            self = .code(argument)
        }
    }

    func isMet(by finding: Finding) -> Bool {
        switch self {
        case .severity(let severity): finding.severity >= severity
        case .code(let code): finding.code == code
        }
    }
}
