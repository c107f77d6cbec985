import Report

/// Gathers what a reader set right or left out: the same of every element once, with how often.
final class ReadingNotes {
    /// Places that are kept.
    static let capacity = 200

    private struct Place: Hashable {
        var kind: ClientReportNote.Kind
        var path: String
    }

    private struct Entry {
        var note: ClientReportNote
        var count: Int
    }

    private var indices: [Place: Int] = [:]
    private var entries: [Entry] = []
    private var left = 0
    /// Whether null says "not known" in this shape, and no more than that.
    var allowsNull = false

    func add(_ kind: ClientReportNote.Kind, at path: FieldPath, _ text: String) {
        let place = Place(kind: kind, path: path.collapsed)
        if let index = indices[place] {
            entries[index].count += 1
        } else if entries.count < Self.capacity - 1 {
            // Unknown fields are named as such, of whatever element; one that is wrong is found by the first.
            let note = ClientReportNote(
                kind: kind, path: kind == .unusableField ? path.exact : place.path, text: text)
            indices[place] = entries.count
            entries.append(Entry(note: note, count: 1))
        } else {
            left += 1
        }
    }

    func addMisfit(_ value: JSONValue, at path: FieldPath, expected: String) {
        add(.unusableField, at: path, "Where \(expected) was expected stands \(value.kindName)")
    }

    var notes: [ClientReportNote] {
        var notes = entries.map { entry in
            var note = entry.note
            note.text += entry.count > 1 && note.kind != .assumedUnit ? ", \(entry.count) times." : "."
            return note
        }
        if left > 0 {
            notes.append(
                ClientReportNote(kind: .unknownField, path: "", text: "\(left) further remarks are left out."))
        }
        return notes
    }
}
