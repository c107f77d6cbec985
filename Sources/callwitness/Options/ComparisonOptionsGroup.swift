import ArgumentParser
import Comparison
import Report

/// What a comparison is made of and how strict it is.
struct ComparisonOptionsGroup: ParsableArguments {
    @Option(
        name: .customLong("client-report"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "What the client said of the call: a file of any known shape, a directory of such files, or '-' for stdin. "
                + "Several may follow.", valueName: "file|dir"), completion: .file())
    var clientReports: [String] = []

    @Option(
        help: ArgumentHelp(
            "A difference that says nothing, such as jitter=5 (ms). Names: \(ComparisonTolerances.names.joined(separator: ", ")). "
                + "May be repeated.", valueName: "name=value"))
    var tolerance: [String] = []

    @Option(
        name: .customLong("fail-on"),
        help: ArgumentHelp(
            "Exit with 1 also if a comparison has a finding of this code, or of this severity or worse. May be repeated.",
            valueName: "code|severity"))
    var failOn: [ComparisonFailureCondition] = []

    func validate() throws {
        guard !clientReports.isEmpty else {
            throw ValidationError("No client report is given: name one after --client-report.")
        }
        guard clientReports.count(where: { $0 == "-" }) < 2 else {
            throw ValidationError("stdin can be read once: name '-' a single time.")
        }
        _ = try tolerances()
    }

    func tolerances() throws -> ComparisonTolerances {
        var tolerances = ComparisonTolerances()
        for text in tolerance {
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, let value = Double(parts[1]), tolerances.set(String(parts[0]), to: value) else {
                throw ValidationError(
                    "--tolerance takes name=value with one of \(ComparisonTolerances.names.joined(separator: ", ")), not '\(text)'."
                )
            }
        }
        return tolerances
    }
}

/// What `--fail-on` of a comparison asks for.
enum ComparisonFailureCondition: ExpressibleByArgument {
    case severity(FindingSeverity)
    case code(ComparisonFindingCode)

    init?(argument: String) {
        if let severity = FindingSeverity(rawValue: argument) {
            self = .severity(severity)
        } else if let code = ComparisonFindingCode(rawValue: argument) {
            self = .code(code)
        } else {
            return nil
        }
    }

    func isMet(by finding: ComparisonFinding) -> Bool {
        switch self {
        case .severity(let severity): finding.severity >= severity
        case .code(let code): finding.code == code
        }
    }
}
