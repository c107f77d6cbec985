import Report
import Testing

@testable import callwitness

@Suite("--fail-on")
struct FailureConditionTests {
    @Test("A severity means that or worse")
    func severity() throws {
        let condition = try #require(FailureCondition(argument: "warning"))
        let met = FindingSeverity.allCases.filter {
            condition.isMet(by: Finding(code: .dtlsStuck, severity: $0, title: ""))
        }
        #expect(met == [.warning, .critical])
    }

    @Test("A code means that code at any severity")
    func code() throws {
        let condition = try #require(FailureCondition(argument: "dtls_stuck"))
        #expect(condition.isMet(by: Finding(code: .dtlsStuck, severity: .info, title: "")))
        #expect(!condition.isMet(by: Finding(code: .iceFailed, severity: .critical, title: "")))
    }

    @Test("What holds together ends with the first of 2, 4, 3, 5, 1")
    func precedence() {
        let order: [callwitness.ExitStatus] = [.unusable, .permission, .partial, .noMatch, .breach, .done]
        #expect(order.map(\.rawValue) == [2, 4, 3, 5, 1, 0])
        for start in order.indices {
            #expect(callwitness.ExitStatus.strongest(of: order[start...].reversed()) == order[start])
        }
    }
}
