import Wire

/// Decryption Secrets Block (draft-ietf-opsawg-pcapng section 4.7).
struct DecryptionSecretsBlock {
    var type: UInt32
    var secrets: [UInt8]
    var comments = BlockComments()

    init(parsing body: Span<UInt8>, _ order: ByteOrder) throws(BlockDamage) {
        guard body.count >= 8, Int(order.uint32(body, at: 4)) <= body.count - 8 else {
            throw BlockDamage(sentence: "decryption secrets claim more bytes than their block has")
        }
        type = order.uint32(body, at: 0)
        let end = 8 + Int(order.uint32(body, at: 4))
        secrets = body.extracting(8..<end).copied()
        var options = BlockOptions(at: padded(end), order: order)
        while let (code, value) = options.next(in: body) {
            if code == BlockOptions.comment { comments.append(body, value) }
        }
    }
}
