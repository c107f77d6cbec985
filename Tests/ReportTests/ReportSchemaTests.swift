import Report
import TestSupport
import Testing

@Suite("Report schema")
struct ReportSchemaTests {
    @Test("A full and a minimal report are valid, compact and pretty", arguments: [true, false])
    func valid(pretty: Bool) throws {
        #expect(try ReportSchema.violations(of: SampleReport.full.json(pretty: pretty)) == [])
        #expect(try ReportSchema.violations(of: SampleReport.minimal.json(pretty: pretty)) == [])
    }

    @Test("A report without any one of its members is refused")
    func missingMember() throws {
        let schema = try ReportSchema.load()
        try expectEveryMutationRefused(schema) { members, index in members.remove(at: index) }
    }

    @Test("A report with a value of another kind in any place is refused")
    func wrongType() throws {
        let schema = try ReportSchema.load()
        try expectEveryMutationRefused(schema) { members, index in
            members[index].value = .object([JSONValue.Member(key: "x", value: .integer(1))])
        }
    }

    @Test("A report with an unknown key in any object is refused")
    func unknownMember() throws {
        let schema = try ReportSchema.load()
        try expectEveryMutationRefused(schema, atLeast: 60) { members, index in
            // Once for each object.
            if index == 0 { members.append(JSONValue.Member(key: "unknown", value: .null)) }
        }
    }

    @Test("Names that no list holds, and figures out of range, are refused")
    func wrongValues() throws {
        let schema = try ReportSchema.load()
        let json = String(decoding: SampleReport.full.json(pretty: false), as: UTF8.self)
        let replacements = [
            (#""dtls_state":"connected""#, #""dtls_state":"completed""#),
            (#""state":"succeeded""#, #""state":"waiting""#),
            (#""type":"srflx""#, #""type":"serverReflexive""#),
            (#""severity":"critical""#, #""severity":"fatal""#),
            (#""where":"upstream""#, #""where":"uplink""#),
            (#""ssrc":"0x1234abcd""#, #""ssrc":"305441741""#),
            (#""code":"loss_high""#, #""code":"Loss upstream""#),
            (#""audioLevel":0.5"#, #""audioLevel":1.5"#),
            (#""packets":4096"#, #""packets":-1"#),
            (#""port":50000"#, #""port":70000"#),
            (#""rtt":45"#, #""rtt":"45""#),
            (#""duration":45.25"#, #""duration":-1"#),
            (#""schema_version":1"#, #""schema_version":2"#),
            (#""event":"counters""#, #""event":"counter""#),
        ]
        for (old, new) in replacements {
            try #require(json.contains(old))
            let broken = json.split(separator: old, maxSplits: 1).joined(separator: new)
            #expect(schema.violations(of: try JSONReader.read(broken)) != [], "\(new) was accepted")
        }
    }

    @Test("The schema names the findings that there are")
    func findingCodes() throws {
        let schema = try JSONReader.read(ReportSchema.text())
        let listed = schema["$defs"]?["FindingCode"]?["enum"]?.elements.compactMap(\.string)
        #expect(listed == FindingCode.allCases.map(\.rawValue))
    }

    @Test("A schema with a keyword that the validator does not check is not read")
    func unknownKeyword() throws {
        #expect(throws: JSONSchema.Unsupported.self) {
            try JSONSchema(JSONReader.read(#"{"properties": {"a": {"multipleOf": 2}}}"#))
        }
        #expect(throws: JSONSchema.Unsupported.self) { try JSONSchema(JSONReader.read(##"{"$ref": "#/$defs/a"}"##)) }
        #expect(throws: JSONSchema.Unsupported.self) { try JSONSchema(JSONReader.read(#"{"type": "float"}"#)) }
    }

    @Test("What is wrong is said with its place")
    func pointer() throws {
        let schema = try JSONSchema(
            JSONReader.read(#"{"properties": {"a": {"items": {"type": ["integer", "null"], "minimum": 2}}}}"#))
        #expect(schema.violations(of: try JSONReader.read(#"{"a": [2, null, 3.0]}"#)) == [])
        let violations = schema.violations(of: try JSONReader.read(#"{"a": [2, 1, "x", 2.5]}"#))
        #expect(violations.map(\.pointer) == ["/a/1", "/a/2", "/a/3"])
    }

    /// Changes each member of the full report in turn, in lists those of the first element only.
    private func expectEveryMutationRefused(
        _ schema: JSONSchema, atLeast count: Int = 300, _ change: (inout [JSONValue.Member], Int) -> Void
    ) throws {
        let report = try JSONReader.read(SampleReport.full.json(pretty: false))
        let mutants = mutants(of: report, change)
        #expect(mutants.count >= count)
        for (place, mutant) in mutants {
            #expect(!schema.violations(of: mutant).isEmpty, "accepted with \(place) changed")
        }
    }

    private func mutants(
        of value: JSONValue, _ change: (inout [JSONValue.Member], Int) -> Void
    ) -> [(place: String, value: JSONValue)] {
        switch value {
        case .object(let members):
            return members.indices.flatMap { index -> [(place: String, value: JSONValue)] in
                var changed = members
                change(&changed, index)
                let inner = mutants(of: members[index].value, change).map { mutant in
                    var outer = members
                    outer[index].value = mutant.value
                    return (place: "/\(members[index].key)\(mutant.place)", value: JSONValue.object(outer))
                }
                return changed == members
                    ? inner : [(place: "/\(members[index].key)", value: .object(changed))] + inner
            }
        case .array(let elements):
            guard let first = elements.first else { return [] }
            return mutants(of: first, change).map { mutant in
                (place: "/0\(mutant.place)", value: .array([mutant.value] + elements.dropFirst()))
            }
        default: return []
        }
    }
}
