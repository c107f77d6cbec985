import Media
import Report
import Wire

extension Analyzer {
    mutating func endCalls(idleSince: Timestamp) {
    }
}
