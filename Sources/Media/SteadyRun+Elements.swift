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
        func staysQuiet(_ value: UInt8) -> Bool { id == 0 || AudioLevelCounts.isQuiet(value) == isQuiet }

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

        /// Whether the next packet's are of the same ids.
        func areSame(as elements: RTPSingleByteElements) -> Bool {
            first.id == elements.first.id && second.id == elements.second.id
        }

        func stayQuiet(_ elements: RTPSingleByteElements) -> Bool {
            first.staysQuiet(elements.first.value) && second.staysQuiet(elements.second.value)
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
    /// - Parameter tracker: of the stream; what there is to be remarked in the packet's content, it observes at once.
    /// - Returns: false, and nothing is done, if it does not.
    public mutating func take(
        _ packet: Packet, _ new: RTPSingleByteElements, noting tracker: inout StreamTracker
    ) -> Bool {
        guard let step = step(to: packet) else { return false }
        if elements.areSame(as: new), followContent(packet) {
            if !elements.stayQuiet(new) { tracker.observeQuiet(of: packet, new, in: &self) }
            elements.add(new)
        } else {
            tracker.observeContent(of: packet, elements: new, in: &self)
        }
        take(packet, step)
        return true
    }
}

extension StreamTracker {
    /// Begins or ends the quiet spans of a packet's elements, that the run is about to take.
    @inline(never)
    mutating func observeQuiet(
        of packet: SteadyRun.Packet, _ new: RTPSingleByteElements, in run: inout SteadyRun
    ) {
        if !run.elements.first.staysQuiet(new.first.value) {
            toggleQuiet(of: run.elements.first, packet, run)
            run.elements.first.isQuiet.toggle()
        }
        if !run.elements.second.staysQuiet(new.second.value) {
            toggleQuiet(of: run.elements.second, packet, run)
            run.elements.second.isQuiet.toggle()
        }
    }

    private mutating func toggleQuiet(of element: SteadyRun.Element, _ packet: SteadyRun.Packet, _ run: SteadyRun) {
        let before = sequence.unique &+ Int64(run.count)
        func toggle(_ spans: inout SteadySpans) {
            if element.isQuiet {
                spans.close(at: run.time, frame: run.frame, unique: before)
            } else {
                spans.open(at: packet.time, frame: packet.frame, size: packet.size, unique: before &+ 1)
            }
        }
        if contents[0].levels.first.total.id == element.id {
            toggle(&contents[0].levels.first.quietSpans)
        } else {
            toggle(&contents[0].levels.second.quietSpans)
        }
    }

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
