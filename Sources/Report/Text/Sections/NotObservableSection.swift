extension TextPage {
    /// What the capture could not show, and why; fields of one reason together.
    mutating func add(notObservable fields: [NotObservable]) {
        guard !fields.isEmpty else { return }
        heading("NOT OBSERVABLE")
        var reasons: [String] = []
        var fieldsByReason: [String: [String]] = [:]
        for field in fields {
            if fieldsByReason[field.reason] == nil { reasons.append(field.reason) }
            fieldsByReason[field.reason, default: []].append(field.field)
        }
        for reason in reasons {
            row("", "\(fieldsByReason[reason, default: []].joined(separator: ", ")): \(reason)")
        }
    }
}
