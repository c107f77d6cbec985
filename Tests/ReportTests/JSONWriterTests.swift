import Report
import Testing

@Suite("JSON writer")
struct JSONWriterTests {
    private func text(_ layout: JSONWriter.Layout = .compact, _ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter(layout: layout)
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func write(_ json: inout JSONWriter) {
        json.object {
            $0.member("empty") { _ in }
            $0.member("none", [Int]())
            $0.member("list", [1, 2, 3])
            $0.member("nested", [["a"], []])
            $0.member("nothing", String?.none)
            $0.member("yes", true)
            $0.member("inner") { $0.member("x", 1.5, decimals: 3) }
        }
    }

    @Test("Compact documents hold no white space")
    func compact() {
        #expect(
            text(.compact, write)
                == #"{"empty":{},"none":[],"list":[1,2,3],"nested":[["a"],[]],"nothing":null,"yes":true,"inner":{"x":1.5}}"#
        )
    }

    @Test("Pretty documents indent by two, and keep lists of numbers on one line")
    func pretty() {
        #expect(
            text(.pretty, write) == """
                {
                  "empty": {},
                  "none": [],
                  "list": [1, 2, 3],
                  "nested": [
                    ["a"],
                    []
                  ],
                  "nothing": null,
                  "yes": true,
                  "inner": {
                    "x": 1.5
                  }
                }
                """)
    }

    @Test(
        "Numbers have at most the stated digits after the point",
        arguments: [
            (0, 3, "0"), (-0.0, 3, "0"), (-0.0004, 3, "0"), (45, 3, "45"), (45.1, 3, "45.1"), (0.0005, 3, "0.001"),
            (1.2345, 3, "1.235"), (-12.5, 3, "-12.5"), (0.999_99, 3, "1"), (100, 0, "100"), (2.5, 0, "3"),
            (0.000_001, 6, "0.000001"), (20.05, 3, "20.05"), (7.007, 3, "7.007"),
            (9_223_372_036_854_775_808, 3, "9.223372036854776e+18"), (1_712_000_000, 3, "1712000000"),
            (1e300, 3, "1e+300"),
            (1e15, 3, "1000000000000000"), (.nan, 3, "null"), (.infinity, 3, "null"), (-.infinity, 3, "null"),
        ] as [(Double, Int, String)])
    func numbers(value: Double, decimals: Int, expected: String) {
        #expect(text { $0.number(value, decimals: decimals) } == expected)
    }

    @Test(
        "Unix seconds are whole where they can be, else have at most six decimals",
        arguments: [
            (0, "0"), (1_712_000_000_000_000_000, "1712000000"), (1_712_000_000_250_000_000, "1712000000.25"),
            (1_712_000_000_123_456_499, "1712000000.123456"), (1_712_000_000_123_456_500, "1712000000.123457"),
            (-1_500_000_000, "-1.5"), (-499, "0"), (.max, "9223372036.854776"), (.min, "-9223372036.854776"),
        ] as [(Int64, String)])
    func times(nanoseconds: Int64, expected: String) {
        #expect(text { UnixTime(nanoseconds: nanoseconds).write(to: &$0) } == expected)
    }

    @Test("Documents follow one another in one buffer, line by line")
    func lines() {
        var writer = JSONWriter()
        writer.object { $0.member("discarded", true) }
        writer.removeAll()
        for frame in UInt32(1)...2 {
            writer.object { $0.member("frame", frame) }
            writer.endDocument()
        }
        #expect(String(decoding: writer.bytes, as: UTF8.self) == "{\"frame\":1}\n{\"frame\":2}\n")
    }

    @Test("Lists of numbers have the stated precision too")
    func columns() {
        #expect(text { $0.object { $0.member("ms", [1, 2.25, 0.0004], decimals: 3) } } == #"{"ms":[1,2.25,0]}"#)
    }

    @Test("Integers are exact to the last digit")
    func integers() {
        #expect(text { $0.integer(UInt64.max) } == "18446744073709551615")
        #expect(text { $0.integer(Int64.min) } == "-9223372036854775808")
        for digits in ["7", "10", "99", "100", "1234567890"] {
            #expect(text { Int(digits)?.write(to: &$0) } == digits)
        }
    }

    @Test("Numbers around every power of ten have their digits, and the point at its place")
    func powersOfTen() {
        var power: Int64 = 1
        for exponent in 0...18 {
            for value in [power - 1, power, power + 1, -power] where value != 0 {
                #expect(text { $0.integer(value) } == value.description)
                // A last digit other than 0 stays.
                let odd = value % 10 == 0 ? value + value.signum() : value
                guard exponent > 0, exponent < 18 else { continue }
                let digits = String(repeating: "0", count: 3) + odd.magnitude.description
                let whole = Int64(digits.dropLast(3)) ?? 0
                let expected = "\(odd < 0 ? "-" : "")\(whole).\(digits.suffix(3))"
                #expect(text { $0.fixedPoint(odd, decimals: 3) } == expected)
            }
            power = power.multipliedReportingOverflow(by: 10).partialValue
        }
    }
}
