/// Cross-checks of a client's report with the network's.
public enum Comparison {}
