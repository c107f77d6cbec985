/// What a capture says besides its frames.
public enum CaptureNote: Hashable, Sendable {
    case section(CaptureSection)
    case interface(CaptureInterface)
    case statistics(InterfaceStatistics)
    /// An address's name from a name resolution block.
    case name(IPAddress, String)
    /// Key material from a decryption secrets block; `type` is the block's secrets type (0x544c534b: TLS key log).
    case secrets(type: UInt32, bytes: [UInt8])
    /// A comment on the capture, or on the frame of that number.
    case comment(String, frame: UInt64?)
    /// Packets that a frame's own option (`epb_dropcount`) says were dropped before it.
    case dropsBefore(frame: UInt64, count: UInt64)
    /// The capture cannot be read past this point, or a part of it was skipped.
    case damage(CaptureDamage)
}

/// A file, or a section of a pcapng file: what made it and where.
public struct CaptureSection: Hashable, Sendable {
    public var file: String
    public var format: String
    public var hardware: String?
    public var operatingSystem: String?
    public var application: String?

    public init(
        file: String, format: String, hardware: String? = nil, operatingSystem: String? = nil,
        application: String? = nil
    ) {
        self.file = file
        self.format = format
        self.hardware = hardware
        self.operatingSystem = operatingSystem
        self.application = application
    }
}

public struct CaptureInterface: Hashable, Sendable {
    /// Index over the whole capture, as in `FrameRecord.interface`.
    public var index: UInt32
    public var linkType: LinkType
    public var snapLength: UInt32
    /// Nanoseconds per tick, or less: the smallest step its time stamps can show.
    public var ticksPerSecond: UInt64
    public var name: String?
    public var description: String?
    public var filter: String?
    public var operatingSystem: String?
    /// Bytes of frame check sequence at the end of each frame, where the file says so.
    public var frameCheckSequenceLength: UInt8?

    public init(index: UInt32, linkType: LinkType, snapLength: UInt32, ticksPerSecond: UInt64) {
        self.index = index
        self.linkType = linkType
        self.snapLength = snapLength
        self.ticksPerSecond = ticksPerSecond
    }
}

/// Counters of an interface; nil where the capture does not say.
public struct InterfaceStatistics: Hashable, Sendable {
    public var interface: UInt32
    public var timestamp: Timestamp?
    public var received: UInt64?
    public var droppedByInterface: UInt64?
    public var droppedByKernel: UInt64?
    public var acceptedByFilter: UInt64?
    public var delivered: UInt64?

    public init(interface: UInt32) { self.interface = interface }
}

public struct CaptureDamage: Hashable, Sendable {
    public var file: String
    /// Byte offset in the (decompressed) file.
    public var offset: UInt64
    /// One sentence: what is wrong there, and what it means for the rest.
    public var sentence: String

    public init(file: String, offset: UInt64, sentence: String) {
        self.file = file
        self.offset = offset
        self.sentence = sentence
    }
}
