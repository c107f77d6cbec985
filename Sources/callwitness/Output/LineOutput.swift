/// Lines to stdout, or to the file that `-o` names.
struct LineOutput {
    private let file: OutputFile?

    init(_ output: String?, inputs: [String]) throws {
        file = if let output, output != "-" { try OutputFile(output, keeping: inputs) } else { nil }
    }

    func write(_ bytes: [UInt8]) throws {
        if let file { try file.write(bytes) } else { try StandardOutput.write(bytes) }
    }

    /// Gives the file its name.
    func finish() throws { try file?.finish() }
}
