/// RFC 8445 section 6.1.1.
public enum ReportedICERole: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    case controlling
    case controlled
}
