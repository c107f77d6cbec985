public import Wire

// What the header extensions of a run's packets say. Most audio has a level in each packet.
extension SteadyRun {
    /// The elements of one id (`AudioLevelCounts.Slot`).
    @frozen
    @usableFromInline
    struct Element: BitwiseCopyable, Sendable {
        /// Of the levels, in units of 10^-9.
        @usableFromInline var sum: Int64 = 0
        /// How many of them were quiet, and how many at the floor.
        @usableFromInline var quiet: UInt16 = 0
        @usableFromInline var atFloor: UInt16 = 0
        /// 0 for none.
        @usableFromInline var id: UInt8 = 0
        /// That of the stream.
        @usableFromInline var firstValue: UInt8 = 0
        @usableFromInline var loudest: UInt8 = 127
        @usableFromInline var varies = false
        /// Whether the last one was quiet.
        @usableFromInline var isQuiet = false

        @inlinable init() {}

        init(id: UInt8, firstValue: UInt8, isQuiet: Bool) {
            self.id = id
            self.firstValue = firstValue
            self.isQuiet = isQuiet
        }

        /// Whether the next value is as quiet as the one before it, or as loud.
        func goesOn(_ element: RTPSingleByteElements.Element) -> Bool {
            element.id == id && (id == 0 || AudioLevelCounts.isQuiet(element.value) == isQuiet)
        }

        mutating func add(_ value: UInt8) {
            let level = value & 0x7f
            sum &+= AudioLevelCounts.linear[Int(level)]
            if value != firstValue { varies = true }
            if level < loudest { loudest = level }
            guard isQuiet else { return }
            quiet &+= 1
            if level == 127 { atFloor &+= 1 }
        }

        mutating func clear() {
            sum = 0
            quiet = 0
            atFloor = 0
            loudest = 127
            varies = false
        }
    }

    /// Those that the packets have, in the order of the header extension.
    @frozen
    @usableFromInline
    struct Elements: BitwiseCopyable, Sendable {
        @usableFromInline var first = Element()
        @usableFromInline var second = Element()
        /// Packets with these.
        @usableFromInline var count: UInt16 = 0

        @inlinable init() {}

        /// Whether there is nothing to be remarked in the next packet's.
        func goOn(_ elements: RTPSingleByteElements) -> Bool {
            first.goesOn(elements.first) && second.goesOn(elements.second)
        }

        /// What there was is settled; the next may go on from there.
        mutating func clear() {
            count = 0
            first.clear()
            second.clear()
        }

        mutating func add(_ elements: RTPSingleByteElements) {
            if elements.isEmpty { return }
            count &+= 1
            first.add(elements.first.value)
            if elements.second.id != 0 { second.add(elements.second.value) }
        }
    }

    /// Takes a packet with a header extension, if it goes on as the ones before it (`step`).
    ///
    /// - Parameter observeContent: called before it is taken, if there is something to be remarked in its content.
    /// - Returns: false, and nothing is done, if it does not.
    @inline(__always)
    public mutating func take(
        _ packet: Packet, _ new: RTPSingleByteElements, observeContent: (inout SteadyRun) -> Void
    ) -> Bool {
        guard let step = step(to: packet) else { return false }
        if elements.goOn(new), followContent(packet) {
            elements.add(new)
        } else {
            observeContent(&self)
        }
        take(packet, step)
        return true
    }
}

extension StreamTracker {
    /// Of a packet's ids, as far as the stream's are counted.
    mutating func runElements(_ elements: RTPSingleByteElements) -> SteadyRun.Elements {
        var run = SteadyRun.Elements()
        run.first = runElement(elements.first.id)
        run.second = runElement(elements.second.id)
        return run
    }

    /// (Field by field: a slot as a whole would be copied with all that it has on the heap.)
    private mutating func runElement(_ id: UInt8) -> SteadyRun.Element {
        guard id != 0 else { return SteadyRun.Element() }
        if contents[0].levels.first.total.id == id {
            return SteadyRun.Element(
                id: id, firstValue: contents[0].levels.first.firstValue,
                isQuiet: contents[0].levels.first.quietSpans.isOpen)
        }
        if contents[0].levels.second.total.id == id {
            return SteadyRun.Element(
                id: id, firstValue: contents[0].levels.second.firstValue,
                isQuiet: contents[0].levels.second.quietSpans.isOpen)
        }
        return SteadyRun.Element()
    }
}

extension AudioLevelCounts {
    static func isQuiet(_ value: UInt8) -> Bool { value & 0x7f >= silence }

    /// Takes what a run's packets had.
    mutating func settle(_ elements: SteadyRun.Elements) {
        settle(elements.first, packets: elements.count)
        settle(elements.second, packets: elements.count)
    }

    private mutating func settle(_ element: SteadyRun.Element, packets: UInt16) {
        if element.id == 0 { return }
        if first.total.id == element.id {
            first.settle(element, packets: packets)
        } else if second.total.id == element.id {
            second.settle(element, packets: packets)
        }
    }
}

extension AudioLevelCounts.Slot {
    fileprivate mutating func settle(_ element: SteadyRun.Element, packets: UInt16) {
        total.packets &+= UInt32(packets)
        total.sum &+= element.sum
        varies = varies || element.varies
        loudest = min(loudest, element.loudest)
        quiet &+= Int64(element.quiet)
        atFloor &+= Int64(element.atFloor)
    }
}
