import Report
import Testing

@Suite("Thresholds from a file")
struct ThresholdsTests {
    private static let everything = """
        {"rtt": {"fair": 100, "poor": 200}, "jitter": {"fair": 10, "poor": 40.5}, "packet_loss": {"fair": 0.5, "poor": 2},
         "mos": {"excellent": 4.3, "good": [4, 4.3], "fair": [3.5, 4], "poor": [3, 3.5]},
         "warnings": {"rtt": 300, "jitter": 20, "packet_loss": 2, "mos": 3.6, "audio_level": 0.002,
                      "silence_seconds": 20, "breaches": 2, "repeat_seconds": 10},
         "e_model": {"jitter_buffer": 40, "ie": 1, "bpl": 4.3}}
        """

    private func written(_ thresholds: QualityThresholds) -> [UInt8] {
        var writer = JSONWriter(layout: .pretty)
        thresholds.write(to: &writer)
        return writer.bytes
    }

    @Test("What a report writes is read back as the same")
    func roundTrip() throws {
        let defaults = QualityThresholds()
        #expect(try QualityThresholds(json: written(defaults)) == defaults)
        let changed = try QualityThresholds(json: Array(Self.everything.utf8))
        #expect(try QualityThresholds(json: written(changed)) == changed)
    }

    @Test("Every key is read, and each may be left out")
    func keys() throws {
        let all = try QualityThresholds(json: Array(Self.everything.utf8))
        #expect(all.rtt == QualityThresholds.Limits(fair: 100, poor: 200))
        #expect(all.jitter.poor == 40.5)
        #expect(all.packetLoss.fair == 0.5)
        #expect(all.mos.good == 4...4.3)
        #expect(all.warnings.breaches == 2)
        #expect(all.warnings.audioLevel == 0.002)
        #expect(all.eModel.lossRobustness == 4.3)
        #expect(try QualityThresholds(json: Array("{}".utf8)) == QualityThresholds())
        let one = try QualityThresholds(json: Array(#"{"warnings": {"rtt": 250}}"#.utf8))
        var expected = QualityThresholds()
        expected.warnings.rtt = 250
        #expect(one == expected)
    }

    @Test(
        "What is wrong is said with the key and its place",
        arguments: [
            ("{\n  \"rttt\": {}}", "'rttt' at line 2, column 3 is no known threshold"),
            (#"{"rtt": {"fai": 1}}"#, "'rtt.fai' at line 1, column 10 is no known threshold"),
            (#"{"rtt": 5}"#, "'rtt' at line 1, column 2 takes an object, not a number"),
            (#"{"rtt": {"fair": "5"}}"#, "'rtt.fair' at line 1, column 10 takes a number, not a string"),
            (#"{"jitter": {"poor": -1}}"#, "'jitter.poor' at line 1, column 13 takes 0 to 1000000000, not -1"),
            (#"{"jitter": {"fair": 60}}"#, "'jitter' at line 1, column 2 has a 'fair' above its 'poor'"),
            (
                #"{"warnings": {"breaches": 2.5}}"#,
                "'warnings.breaches' at line 1, column 15 takes a whole number, not 2.5"
            ),
            (#"{"warnings": {"breaches": 0}}"#, "'warnings.breaches' at line 1, column 15 takes 1 to 1000, not 0"),
            (
                #"{"mos": {"good": [4.2, 4.1]}}"#,
                "'mos.good' at line 1, column 10 takes the two ends of a range within 1 to 5, the lower one first"
            ),
            ("[]", "an object was expected, not an array"),
            ("{", "no JSON document: no key where one must stand at line 1, column 2"),
            (
                #"{"rtt": {}, "rtt": {}}"#, "no JSON document: the key 'rtt' a second time at line 1, column 13"
            ),
        ])
    func errors(text: String, sentence: String) {
        #expect(throws: ThresholdsFailure(description: sentence)) {
            try QualityThresholds(json: Array(text.utf8))
        }
    }

    @Test("No prefix is taken for thresholds, and no changed byte crashes")
    func hostile() {
        let bytes = Array(Self.everything.utf8)
        for count in 0..<bytes.count {
            #expect(throws: ThresholdsFailure.self) { try QualityThresholds(json: Array(bytes[..<count])) }
        }
        for index in bytes.indices {
            var changed = bytes
            changed[index] = changed[index] &+ 1
            _ = try? QualityThresholds(json: changed)
        }
    }
}
