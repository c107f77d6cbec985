import Wire

/// A capture out of an input whose changes do not break it: packets between eight endpoints, with the headers made here, so
/// that what the fuzzer changes is payloads, times, order and who sends.
///
/// Input: eight IPv4 endpoints (6 bytes each), then packets: who to whom (3 bits each), TCP, cut; the time since the one
/// before (16 bits, in 100 us; 0xffff: 32 bits of seconds follow, signed); length (16 bits) and payload.
struct ScriptedCapture {
    private(set) var batch = CaptureBatch()

    init(_ input: [UInt8]) {
        var cursor = Cursor(input)
        let endpoints = (0..<8).map { _ in Endpoint(IPAddress(ipv4: cursor.uint32()), cursor.uint16()) }
        // The next sequence number of each direction.
        var sequences = [UInt32](repeating: 1000, count: 64)
        var time = Timestamp(nanoseconds: 1_800_000_000_000_000_000)
        while !cursor.isAtEnd, batch.frames.count < 4096 {
            let head = cursor.uint8()
            let step = cursor.uint16()
            let jump =
                step == 0xffff ? Int64(Int32(bitPattern: cursor.uint32())) * 1_000_000_000 : Int64(step) * 100_000
            time = time.advanced(byNanoseconds: jump)
            let payload = cursor.take(Int(cursor.uint16()))
            let source = endpoints[Int(head & 7)]
            let destination = endpoints[Int(head >> 3 & 7)]
            let isTCP = head & 0x40 != 0
            let frame =
                isTCP
                ? Self.tcp(payload, source, destination, &sequences[Int(head & 63)])
                : Self.udp(payload, source, destination)
            append(frame, at: time, isCut: head & 0x80 != 0)
        }
    }

    private mutating func append(_ frame: [UInt8], at time: Timestamp, isCut: Bool) {
        let captured = isCut ? min(frame.count, 96) : frame.count
        batch.frames.append(
            FrameRecord(
                timestamp: time, number: UInt64(batch.frames.count + 1), offset: batch.bytes.count,
                capturedLength: UInt32(captured), originalLength: UInt32(frame.count), linkType: .ethernet, interface: 0
            ))
        batch.bytes += frame.prefix(captured)
    }

    private static func udp(_ payload: [UInt8], _ source: Endpoint, _ destination: Endpoint) -> [UInt8] {
        let length = min(payload.count, 65_000)
        var frame = network(17, length: length + 8, source, destination)
        UDPHeader(
            sourcePort: source.port, destinationPort: destination.port, totalLength: UInt16(length + 8)
        ).serialize(into: &frame)
        return frame + payload.prefix(length)
    }

    /// The first byte of the payload says what the segment is: SYN, FIN, RST; a hole or a repetition before it.
    private static func tcp(
        _ payload: [UInt8], _ source: Endpoint, _ destination: Endpoint, _ sequence: inout UInt32
    ) -> [UInt8] {
        let control = payload.first ?? 0
        let data = payload.dropFirst().prefix(65_000)
        if control & 0x40 != 0 { sequence &+= 100 }
        if control & 0x80 != 0 { sequence &-= 50 }
        var frame = network(6, length: data.count + 20, source, destination)
        frame.append(uint16: source.port)
        frame.append(uint16: destination.port)
        frame.append(uint32: sequence)
        frame += [0, 0, 0, 0, 0x50, 0x10 | control & 7, 0xff, 0xff, 0, 0, 0, 0]
        sequence &+= UInt32(data.count) &+ (control & 2 != 0 ? 1 : 0)
        return frame + data
    }

    private static func network(
        _ transport: UInt8, length: Int, _ source: Endpoint, _ destination: Endpoint
    ) -> [UInt8] {
        var frame: [UInt8] = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, 0x45, 0]
        frame.append(uint16: UInt16(length + 20))
        frame += [0, 0, 0, 0, 64, transport, 0, 0]
        frame.append(uint32: source.address.ipv4 ?? 0)
        frame.append(uint32: destination.address.ipv4 ?? 0)
        return frame
    }
}
