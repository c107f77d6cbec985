/// Every diagnosis that a finding can be; docs/findings.md says of each what it takes and where it points.
///
/// Users name them (`--fail-on`), and scripts rely on them: a code keeps its meaning.
public enum FindingCode: String, Hashable, Sendable, CaseIterable, JSONRepresentable {
    // The connection.
    case iceFailed = "ice_failed"
    case allCandidatesRelay = "all_candidates_relay"
    case turnRefused = "turn_refused"
    case turnUnreachable = "turn_unreachable"
    case stunUnreachable = "stun_unreachable"
    case dtlsStuck = "dtls_stuck"
    case dtlsMTU = "dtls_mtu"
    case dtlsOneDirection = "dtls_one_direction"
    case dtlsOtherAddress = "dtls_other_address"
    case dtlsAlert = "dtls_alert"
    case dtlsSlow = "dtls_slow"
    case consentLost = "consent_lost"
    case natRebinding = "nat_rebinding"
    case pathChanged = "path_changed"
    case pathsDiffer = "paths_differ"
    case turnExpired = "turn_expired"
    case turnOverTLS = "turn_over_tls"
    case roleConflict = "role_conflict"

    // The media.
    case oneWayMedia = "one_way_media"
    case noMedia = "no_media"
    case outageHidden = "outage_hidden"
    case senderStalled = "sender_stalled"
    case held
    case networkStalled = "network_stalled"
    case clientSilent = "client_silent"
    case farEndSilent = "far_end_silent"
    case lossHigh = "loss_high"
    case lossBursty = "loss_bursty"
    case lossDownstream = "loss_downstream"
    case lateLossHigh = "late_loss_high"
    case jitterHigh = "jitter_high"
    case rttHigh = "rtt_high"
    case lossPassedOn = "loss_passed_on"
    case reordering
    case networkDuplicates = "network_duplicates"
    case ssrcCollision = "ssrc_collision"
    case clockDrift = "clock_drift"
    case routeChanged = "route_changed"

    // The capture itself.
    case captureDrops = "capture_drops"
    case captureDoubled = "capture_doubled"
    case captureTruncated = "capture_truncated"
    case captureClock = "capture_clock"
    case captureDamaged = "capture_damaged"
    case captureLoss = "capture_loss"
    case captureOneDirection = "capture_one_direction"
    case captureMidCall = "capture_mid_call"
    case captureOffload = "capture_offload"
}
