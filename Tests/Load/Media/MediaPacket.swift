/// One RTP packet on its way.
struct MediaPacket {
    /// The sequence number before it is cut to 16 bits.
    var number: Int64
    var timestamp: UInt32
    var hasMarker: Bool
    /// What the header extension says: transport-wide number and audio level.
    var transportNumber: UInt16
    var level: UInt8
    var sendTime: Int64
    /// Where its payload and tag stand in the ciphertext.
    var payload: Range<Int>
    /// How often it passes the tap once more.
    var copies: Int
}
