/// A thread of its own for work that may block.
enum BackgroundThread {
    static func start(_ body: @escaping @Sendable () -> Void) throws {
        guard WorkerThread.start(body) else {
            throw CommandFailure("A thread cannot be started: the system has no room for it.")
        }
    }
}
