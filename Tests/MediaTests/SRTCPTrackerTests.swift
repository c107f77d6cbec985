import Media
import Testing

/// Where SRTCP's index stands, and that nothing but it is taken for one.
@Suite struct SRTCPTrackerTests {
    /// Writes datagrams of one profile's layout: `behind` bytes follow the index, of which the first are an HMAC's tag.
    private struct Sender {
        var ssrc: UInt32
        var behind: Int
        var index: UInt32 = 1
        var isEncrypted = true
        var body = 36
        /// The last bytes, the same in every datagram: a master key identifier.
        var identifier: [UInt8] = []
        var random = Randomness(seed: 9)

        mutating func datagram() -> [UInt8] {
            var bytes: [UInt8] = [0x80, 200, 0, 6]
            func append(_ word: UInt32) {
                for shift in [24, 16, 8, 0] { bytes.append(UInt8(word >> UInt32(shift) & 0xff)) }
            }
            append(ssrc)
            for _ in 0..<body { bytes.append(UInt8(random.next() & 0xff)) }
            append((isEncrypted ? 1 << 31 : 0) | index)
            index += 1
            for _ in 0..<behind { bytes.append(UInt8(random.next() & 0xff)) }
            return bytes + identifier
        }
    }

    private func track(_ datagrams: [[UInt8]], cutTo length: Int? = nil) -> SRTCPTracker {
        var tracker = SRTCPTracker()
        for datagram in datagrams {
            let kept = length.map { Array(datagram.prefix($0)) } ?? datagram
            tracker.observe(kept.span, originalLength: datagram.count)
        }
        return tracker
    }

    private func layout(_ datagrams: [[UInt8]]) -> SRTCPLayout { SRTCPLayout([track(datagrams)]) }

    private func send(_ count: Int, _ sender: Sender) -> [[UInt8]] {
        var sender = sender
        return (0..<count).map { _ in sender.datagram() }
    }

    @Test(
        "AEAD has the index at the end, HMAC 14 bytes before it",
        arguments: [(0, SRTCPLayout.CipherClass.aead), (10, .hmac)])
    func classes(behind: Int, expected: SRTCPLayout.CipherClass) {
        let layout = layout(send(20, Sender(ssrc: 1, behind: behind)))
        #expect(layout.cipherClass == expected)
        #expect(layout.distance == behind + 4)
        #expect(layout.fits == 20)
        #expect(layout.datagrams == 20)
        #expect(layout.keyIdentifierLength(of: expected) == 0)
    }

    @Test("One datagram is enough if its index is a beginning; one from the middle of a call is not")
    func single() {
        #expect(layout(send(1, Sender(ssrc: 1, behind: 10))).cipherClass == .hmac)
        #expect(layout(send(1, Sender(ssrc: 1, behind: 10, index: 70_000))).cipherClass == nil)
        #expect(layout(send(2, Sender(ssrc: 1, behind: 10, index: 70_000))).cipherClass == .hmac)
    }

    @Test("Each source counts its own index")
    func sources() {
        var one = Sender(ssrc: 1, behind: 10, index: 5000)
        var other = Sender(ssrc: 2, behind: 10, index: 900_000)
        let datagrams = (0..<20).map { $0 % 2 == 0 ? one.datagram() : other.datagram() }
        let tracker = track(datagrams)
        #expect(SRTCPLayout([tracker]).cipherClass == .hmac)
        #expect(SRTCPLayout([tracker]).fits == 18)
    }

    @Test("Lost, reordered and repeated datagrams do not mislead")
    func disorder() {
        var datagrams = send(60, Sender(ssrc: 1, behind: 0))
        datagrams.removeSubrange(10..<40)
        datagrams.swapAt(5, 6)
        datagrams.insert(datagrams[3], at: 4)
        let layout = layout(datagrams)
        #expect(layout.cipherClass == .aead)
        #expect(!layout.isContradictory)
    }

    @Test("A jump of the index is a misfit, outvoted by what follows it")
    func jump() {
        var datagrams = send(10, Sender(ssrc: 1, behind: 10))
        datagrams += send(10, Sender(ssrc: 1, behind: 10, index: 5_000_000))
        let tracker = track(datagrams)
        #expect(SRTCPLayout([tracker]).cipherClass == .hmac)
        #expect(tracker.counts[5].misfits == 1)
    }

    @Test("Authenticated and not encrypted (E bit 0): it counts all the same")
    func clearBody() {
        let layout = layout(send(6, Sender(ssrc: 1, behind: 10, isEncrypted: false)))
        #expect(layout.cipherClass == .hmac)
        // A first index without the E bit is no evidence: zeros are too common.
        #expect(layout.fits == 5)
    }

    @Test("Cut by the snap length: nothing is said of them")
    func cut() {
        let layout = SRTCPLayout([track(send(20, Sender(ssrc: 1, behind: 10)), cutTo: 48)])
        #expect(layout.cipherClass == nil)
        #expect(layout.cut == 20)
        #expect(layout.datagrams == 0)
    }

    @Test("A master key identifier behind the tag, of a length that one explains", arguments: [1, 2, 4, 8])
    func keyIdentifier(length: Int) {
        let identifier = [UInt8](repeating: 0x80, count: length)
        let aead = layout(send(10, Sender(ssrc: 1, behind: 0, identifier: identifier)))
        #expect(aead.cipherClass(keyIdentifierLength: length) == .aead)
        #expect(aead.keyIdentifierLength(of: .aead) == length)
        let hmac = layout(send(10, Sender(ssrc: 1, behind: 10, identifier: identifier)))
        #expect(hmac.cipherClass(keyIdentifierLength: length) == .hmac)
        #expect(hmac.keyIdentifierLength(of: .hmac) == length)
        // Without the handshake four bytes may be a 32-bit tag, and twelve too.
        #expect(aead.cipherClass == (length < 4 ? .aead : nil))
        #expect(hmac.cipherClass == .hmac)
    }

    @Test("A constant trailer counts nowhere")
    func constant() {
        let datagrams = (0..<20).map { number in
            [0x80, 200, 0, 6, 0, 0, 0, 1] + [UInt8](repeating: UInt8(number), count: 20)
                + [UInt8](repeating: 0x80, count: 20)
        }
        #expect(layout(datagrams).cipherClass == nil)
    }

    @Test("Random bytes show nothing")
    func noise() {
        var random = Randomness(seed: 3)
        let datagrams = (0..<2000).map { _ in
            [0x80, 200, 0, 6, 0, 0, 0, 1] + (0..<60).map { _ in UInt8(random.next() & 0xff) }
        }
        let tracker = track(datagrams)
        #expect(tracker.counts.allSatisfy { $0.fits == 0 })
        #expect(!tracker.counts.isEmpty)
        #expect(SRTCPLayout([tracker]).cipherClass == nil)
    }

    @Test("Two places that count are a contradiction, unless one is an outlier")
    func contradiction() {
        let hmac = send(20, Sender(ssrc: 1, behind: 10))
        #expect(layout(hmac + send(20, Sender(ssrc: 2, behind: 0))).isContradictory)
        #expect(layout(hmac + send(20, Sender(ssrc: 2, behind: 0))).cipherClass == nil)
        #expect(layout(hmac + send(2, Sender(ssrc: 2, behind: 0))).cipherClass == .hmac)
    }

    @Test("Clear RTCP is clear, whatever its last words are")
    func clear() {
        let datagrams = (0..<10).map { number -> [UInt8] in
            [0x80, 200, 0, 6, 0, 0, 0, 1] + [UInt8](repeating: 0, count: 16) + [0x80, 0, 0, UInt8(number)]
        }
        let layout = layout(datagrams)
        #expect(layout.cipherClass == .clear)
        #expect(layout.distance == nil)
    }

    @Test("More sources than are told apart do no harm")
    func flood() {
        var datagrams: [[UInt8]] = []
        for ssrc in 0..<100 { datagrams += send(3, Sender(ssrc: UInt32(ssrc), behind: 10)) }
        #expect(layout(datagrams).cipherClass == .hmac)
    }

    @Test("A whole capture is what its pieces are, wherever it is cut")
    func pieces() {
        var one = Sender(ssrc: 1, behind: 10)
        var other = Sender(ssrc: 2, behind: 10, index: 77_777)
        var datagrams = (0..<40).map { $0 % 3 == 0 ? other.datagram() : one.datagram() }
        datagrams.swapAt(8, 11)
        let whole = track(datagrams)
        for cut in 0...datagrams.count {
            var first = track(Array(datagrams[..<cut]))
            first.append(track(Array(datagrams[cut...])))
            #expect(first == whole, "\(cut)")
        }
    }

    @Test("Every length is read, none too far")
    func lengths() {
        let datagram = send(1, Sender(ssrc: 1, behind: 10))[0]
        for length in 0...datagram.count {
            let bytes = Array(datagram.prefix(length))
            var tracker = SRTCPTracker()
            tracker.observe(bytes.span, originalLength: length)
            tracker.observe(bytes.span, originalLength: length)
            #expect(tracker.datagrams == (length < 12 ? 0 : 2))
        }
    }
}
