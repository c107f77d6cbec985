/// State that threads share, and the means to wait for a change of it.
final class SharedState<State>: @unchecked Sendable {
    private let monitor = Monitor()
    private var state: State

    init(_ state: sending State) { self.state = state }

    func withLock<Result>(_ body: (inout State) -> Result) -> Result { monitor.locked { body(&state) } }

    /// Changes the state and wakes those that wait for it.
    func change<Result>(_ body: (inout State) -> Result) -> Result {
        monitor.locked {
            defer { monitor.notify() }
            return body(&state)
        }
    }

    /// Waits until `body` gives something.
    func wait<Result>(for body: (inout State) -> Result?) -> Result {
        monitor.locked {
            while true {
                if let result = body(&state) { return result }
                monitor.wait()
            }
        }
    }
}
