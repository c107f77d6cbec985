/// Opus, or G.711, in packets of 20 ms.
struct AudioSource {
    static let interval: Int64 = 20_000_000
    /// Of Opus at some 32 kbit/s, as calls have them.
    private static let opusLengths = [62, 68, 73, 76, 78, 80, 82, 85, 87, 91, 94, 100, 108]

    let isStatic: Bool

    var payloadType: UInt8 { isStatic ? 8 : 111 }
    var clockRate: UInt32 { isStatic ? 8000 : 48_000 }
    var ticks: UInt32 { isStatic ? 160 : 960 }

    func payloadLength(_ random: inout SeededRandom) -> Int {
        isStatic ? 160 : random.element(of: Self.opusLengths)
    }
}
