/// A datagram other than RTP, and when it passes the tap.
struct ScriptedDatagram {
    var time: Int64
    var isForward: Bool
    /// To the far end's candidate that never answers.
    var isToDeadServer = false
    var bytes: [UInt8]
}
