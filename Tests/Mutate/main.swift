// Seeded mutations of a recorded call, each through the whole pipeline in this process. `.ci/mutate` starts it, so that a
// trap or a hang names the seed that made it.
//
//     callwitness-mutate run CAPTURE FIRST COUNT SCRATCH   mutations FIRST, FIRST + 1 … of a capture
//     callwitness-mutate write CAPTURE SEED FILE           the file that a seed makes
//     callwitness-mutate isolate FIRST COUNT SCRATCH CAPTURE…  mutations inside one of several calls leave the others' reports alone
import Glibc
import Report

/// A mutation that takes longer hangs: a plain run of a recorded call takes some 20 ms.
let patience: UInt32 = 30
/// A recorded call needs some 30 MB.
let memoryBound = 160 << 20

let arguments = Array(CommandLine.arguments.dropFirst())

/// The reports of these two lines say where the run stands when it ends before its time.
func announce(_ seed: UInt64, _ mutation: String) {
    print("seed \(seed) \(mutation)")
    fflush(nil)
}

switch arguments.first {
case "run" where arguments.count == 5:
    guard let first = UInt64(arguments[2]), let count = UInt64(arguments[3]) else { fatal("no numbers") }
    let recorded = try RecordedFrames(arguments[1])
    var reports = 0
    for seed in first..<first + count {
        let mutation = Mutation.of(seed: seed)
        announce(seed, mutation.rawValue)
        alarm(patience)
        write(mutation.apply(to: recorded, seed: seed), to: arguments[4])
        let outcome = Pipeline.run(arguments[4], alsoDumps: (seed / 14) % 8 == 0)
        reports += outcome.lines.count
        if let complaint = outcome.complaint {
            print("WRONG \(complaint)")
            exit(1)
        }
        if Pipeline.peakMemory > memoryBound {
            print("WRONG \(Pipeline.peakMemory >> 20) MB of memory")
            exit(1)
        }
    }
    print("done \(count) mutations, \(reports) reports, \(Pipeline.peakMemory >> 20) MB")
case "write" where arguments.count == 4:
    guard let seed = UInt64(arguments[2]) else { fatal("no number") }
    write(Mutation.of(seed: seed).apply(to: try RecordedFrames(arguments[1]), seed: seed), to: arguments[3])
case "isolate" where arguments.count > 4:
    guard let first = UInt64(arguments[1]), let count = UInt64(arguments[2]) else { fatal("no numbers") }
    var isolation = try Isolation(Array(arguments.dropFirst(4)), scratch: arguments[3])
    for seed in first..<first + count {
        announce(seed, "isolate")
        alarm(patience)
        if let complaint = isolation.violation(seed: seed) {
            print("WRONG \(complaint)")
            exit(1)
        }
    }
    print(
        "done \(count) mutations inside \(isolation.calls) calls, \(isolation.effective) showed in their own, none elsewhere, "
            + "\(Pipeline.peakMemory >> 20) MB")
default:
    fatal(
        "callwitness-mutate run CAPTURE FIRST COUNT SCRATCH | write CAPTURE SEED FILE | isolate FIRST COUNT SCRATCH CAPTURE…"
    )
}
