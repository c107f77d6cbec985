/// The messages of RFC 5769 and RFC 8489 B.1.
enum STUNVectors {
    /// RFC 5769 2.1
    static let request = hex(
        """
        000100582112a442b7e7a701bc34d686fa87dfae
        802200105354554e207465737420636c69656e74
        002400046e0001ff 80290008932ff9b151263b36
        000600096576746a3a68367659202020
        000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
        80280004e57a3bcf
        """)
    /// RFC 5769 2.2
    static let responseIPv4 = hex(
        """
        0101003c2112a442b7e7a701bc34d686fa87dfae
        8022000b7465737420766563746f7220
        002000080001a147e112a643
        000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7
        80280004c07d4c96
        """)
    /// RFC 5769 2.3
    static let responseIPv6 = hex(
        """
        010100482112a442b7e7a701bc34d686fa87dfae
        8022000b7465737420766563746f7220
        002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9
        00080014a382954e4be67bf11784c97c8292c275bfe3ed41
        80280004c8fb0b4c
        """)
    /// RFC 5769 2.4
    static let requestLongTerm = hex(
        """
        000100602112a44278ad3433c6ad72c029da412e
        00060012e3839ee38388e383aae38383e382afe382b90000
        0015001c662f2f3439396b3935346436 4f4c33346f4c39465354767936347341
        0014000b6578616d706c652e6f726700
        00080014f67024656dd64a3e02b8e0712e85c9a28ca89666
        """)
    /// RFC 8489 B.1
    static let requestUserhash = hex(
        """
        000100882112a44278ad3433c6ad72c029da412e
        001e00204a3cf38fef6992bda952c67804 17da0f24819415569e60b205c46e41407f1704
        001500296f624d61744a6f7332414141 43662f2f3439396b3935346436 4f4c33346f4c39465354767936347341000000
        0014000b6578616d706c652e6f726700
        001c0020fd8c273860d2e18ebca4c89b 7369befa7ee8ecc69e9642db326fab65a0b955ba
        """)

    static let all = [request, responseIPv4, responseIPv6, requestLongTerm, requestUserhash]

    static func hex(_ text: String) -> [UInt8] {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    }
}
