import Analysis
import Wire

/// TCP segments into messages. Input: segments, each flags, a step of the sequence number (8 bits), bytes cut off (8 bits),
/// length (16 bits) and payload.
func fuzzTCP(_ input: [UInt8]) throws {
    var cursor = Cursor(input)
    var reassembler = TCPReassembler()
    var sequence: UInt32 = 0xffff_fff0
    var time = Timestamp(nanoseconds: 0)
    var delivered = 0
    var sent = 0
    while !cursor.isAtEnd {
        let flags = cursor.uint8()
        // Mostly in order: the low values are holes and repetitions.
        let step = Int8(bitPattern: cursor.uint8())
        if abs(Int(step)) < 16 { sequence &+= UInt32(bitPattern: Int32(step) * 97) }
        let cut = cursor.uint8()
        let payload = cursor.take(Int(cursor.uint16()))
        let length = payload.count + (cut > 240 ? Int(cut) : 0)
        sent += length
        time = time.advanced(byNanoseconds: Int64(flags) * 50_000_000)
        let fields = NetworkPacket.TCPFields(sequence: sequence, acknowledgement: 0, flags: flags & 0x17)
        reassembler.receive(fields, payload: payload.span, originalLength: length, at: time) { bytes, kind in
            delivered += bytes.count
            _ = kind
        }
        if flags & 0x80 != 0 {
            reassembler.acknowledge(sequence) { bytes, _ in delivered += bytes.count }
        }
        sequence &+= UInt32(truncatingIfNeeded: length)
        if flags & 2 != 0 { sequence &+= 1 }
    }
    try require(delivered <= sent, "\(delivered) bytes delivered of \(sent) that were sent")
}
