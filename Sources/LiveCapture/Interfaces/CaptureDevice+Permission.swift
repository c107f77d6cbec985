public import Wire

extension CaptureDevice {
    /// Tries whether this user may capture on it, by opening it for a moment.
    ///
    /// - Returns: what its frames begin with.
    public func probe() throws(InterfaceError) -> LinkType {
        var options = InterfaceOptions(name: name)
        options.bufferBytes = 1 << 20
        return try InterfaceCapture(options).linkType
    }
}
