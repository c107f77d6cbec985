/// What the keys do and the columns mean.
enum LiveHelpPage {
    static let lines: [ScreenLine] = [
        ScreenLine("KEYS", .heading),
        ScreenLine("  up down pgup pgdn home end   move (also k j g G)"),
        ScreenLine("  enter                        open the call; esc or q closes it"),
        ScreenLine("  s S                          sort by the next, the last column"),
        ScreenLine("  r                            reverse the order"),
        ScreenLine("  /                            only calls with these words in id, address, state"),
        ScreenLine("  q                            finish all calls' reports and end"),
        ScreenLine(),
        ScreenLine("COLUMNS  of the interval that ended last, at this tap", .heading),
        ScreenLine("  PATH   candidate types, client > far end: host, srflx, prflx, relay"),
        ScreenLine("  RTT    the last round trip, ms"),
        ScreenLine("  JIT    the worse direction's mean jitter, ms"),
        ScreenLine("  %SENT  of what the client sent lost before the tap, %RCVD of what it was sent"),
        ScreenLine("  MOS    of the received audio, as the SDK's call report computes it"),
        ScreenLine("  STATE  up; check, dtls.. (not yet); failed, dtls!; silent for 5 s; closed"),
        ScreenLine("  Colours are those of the documented thresholds: fair, poor."),
    ]
}
