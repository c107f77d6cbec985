import Wire

/// A frame whose time stamp is a day or more away from the one before it, kept until the next frame says which is right.
struct HeldFrame {
    var record: FrameRecord
    var bytes: [UInt8]
}
