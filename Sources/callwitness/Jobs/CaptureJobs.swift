/// Reads captures one after another or several at the same time, with the same output.
struct CaptureJobs<Outcome: Sendable> {
    /// Each the files of one capture.
    let groups: [[String]]
    let jobs: Int
    /// Reads one capture, handing out what it has to say.
    let read: @Sendable (_ paths: [String], _ put: (OutputItem) throws -> Void) throws -> Outcome

    /// - Parameters:
    ///   - write: takes what the captures say, in their order.
    ///   - note: takes what each came to. An error of one ends the work where it would have ended without jobs.
    func run(write: (OutputItem) throws -> Void, note: (Outcome) -> Void) throws {
        let threads = min(jobs, groups.count)
        guard threads > 1 else {
            for paths in groups { note(try read(paths, write)) }
            return
        }
        let output = OrderedOutput<Outcome>(captures: groups.count)
        let (groups, read) = (groups, read)
        var started = 0
        while started < threads {
            let hasStarted = WorkerThread.start {
                while let index = output.begin() {
                    output.finish(index, Result { try read(groups[index]) { output.put($0, of: index) } })
                }
            }
            guard hasStarted else { break }
            started += 1
        }
        guard started > 0 else { throw CommandFailure("The system gives no thread to read captures in: try --jobs 1.") }
        for index in groups.indices {
            while let item = try output.next(of: index) { try write(item) }
            if let outcome = try output.outcome(of: index) { note(outcome) }
        }
    }
}
