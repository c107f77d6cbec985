public import Report

/// The findings that a comparison may have; docs/comparing.md describes each.
public enum ComparisonFindingCode: String, CaseIterable, Hashable, Sendable, JSONRepresentable {
    case lostBetweenTapAndClient = "lost_between_tap_and_client"
    case lostBeforeTap = "lost_before_tap"
    case outageHiddenByClient = "outage_hidden_by_client"
    case lossDenied = "loss_denied"
    case lossInvented = "loss_invented"
    case packetsSentInflated = "packets_sent_inflated"
    case packetsSentUnderstated = "packets_sent_understated"
    case packetsReceivedInflated = "packets_received_inflated"
    case moreThanSent = "more_than_sent"
    case bytesIncludeHeaders = "bytes_include_headers"
    case wrongUnit = "wrong_unit"
    case jitterBetweenTapAndClient = "jitter_between_tap_and_client"
    case clockOffset = "clock_offset"
    case clockUnknown = "clock_unknown"
    case dtlsClaimed = "dtls_claimed"
    case iceClaimed = "ice_claimed"
    case otherPair = "other_pair"
    case soundNotPlayed = "sound_not_played"
    case intervalMissing = "interval_missing"
    case intervalRepeated = "interval_repeated"
    case fieldDisagrees = "field_disagrees"
}
