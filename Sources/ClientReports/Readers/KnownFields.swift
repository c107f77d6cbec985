/// Fields of getStats (W3C webrtc-stats, and what browsers add) and of the SDK's payload that no comparison uses.
enum KnownFields {
    private static let common: Set<String> = ["id", "timestamp", "type", "kind", "mediaType", "transportId"]

    private static func fields(_ names: String) -> Set<String> {
        common.union(names.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    static let inbound = fields(
        """
        codecId mid trackId trackIdentifier track remoteId playoutId jitterAvg audioLevelAvg bitrateAvg bitrate packetRate
        packetsReceivedWithCe packetsReceivedWithEct1 packetsReportedAsLost packetsReportedAsLostButRecovered
        fecBytesReceived fecPacketsReceived fecPacketsDiscarded fecSsrc rtxSsrc
        retransmittedBytesReceived retransmittedPacketsReceived lastPacketReceivedTimestamp estimatedPlayoutTimestamp
        jitterBufferDelay jitterBufferEmittedCount jitterBufferTargetDelay jitterBufferMinimumDelay jitterBufferFlushes
        delayedPacketOutageSamples relativePacketArrivalDelay interruptionCount totalInterruptionDuration
        concealmentEvents silentConcealedSamples insertedSamplesForDeceleration removedSamplesForAcceleration
        totalAudioEnergy totalSamplesDuration totalProcessingDelay fractionLost burstPacketsLost burstDiscardCount
        nackCount firCount pliCount qpSum decoderImplementation powerEfficientDecoder contentType
        frameWidth frameHeight framesPerSecond frameBitDepth framesDecoded framesDropped framesReceived framesRendered
        keyFramesDecoded framesAssembledFromMultiplePackets freezeCount pauseCount totalFreezesDuration
        totalPausesDuration totalDecodeTime totalAssemblyTime totalInterFrameDelay totalSquaredInterFrameDelay
        totalCorruptionProbability totalSquaredCorruptionProbability corruptionMeasurements googTimingFrameInfo
        clockRate payloadType mimeType channels sdpFmtpLine remoteData isRemote
        """)

    static let outbound = fields(
        """
        codecId mid rid trackId trackIdentifier track remoteId mediaSourceId active audioLevelAvg bitrateAvg bitrate packetRate
        localTrack mediaSource retransmittedBytesSent nackCount firCount pliCount targetBitrate totalPacketSendDelay
        packetsSentWithEct1 rtxSsrc qpSum encoderImplementation encodingIndex powerEfficientEncoder contentType
        frameWidth frameHeight framesPerSecond framesEncoded framesSent hugeFramesSent keyFramesEncoded psnrSum
        psnrMeasurements qualityLimitationDurations qualityLimitationReason qualityLimitationResolutionChanges
        scalabilityMode totalEncodeTime totalEncodedBytesTarget clockRate payloadType mimeType channels sdpFmtpLine
        remoteData isRemote
        """)

    static let remoteInbound = fields(
        """
        codecId localId roundTripTimeMeasurements totalRoundTripTime roundTripTimeAvg packetsReceivedWithCe
        packetsReceivedWithEct1 packetsReportedAsLost packetsReportedAsLostButRecovered packetsWithBleachedEct1Marking
        bytesReceived isRemote
        """)

    static let remoteOutbound = fields(
        """
        codecId localId remoteTimestamp reportsSent reportsCount roundTripTime roundTripTimeMeasurements totalRoundTripTime
        isRemote packetsSentWithEct1 jitter fractionLost packetsLost
        """)

    static let candidate = fields(
        """
        ip address foundation isRemote networkType priority tcpType relayProtocol url usernameFragment relatedAddress
        relatedPort deleted vpn networkAdapterType
        """)

    static let codec = fields("channels sdpFmtpLine codecId codecType implementation")

    static let transport = fields(
        """
        packetsSent packetsReceived bytesSent bytesReceived dtlsCipher iceRole iceLocalUsernameFragment
        localCertificateId remoteCertificateId selectedCandidatePairId selectedCandidatePair rtcpTransportStatsId srtpCipherSuite
        ccfbMessagesSent ccfbMessagesReceived tlsGroup connectionState
        """)

    static let pair = fields(
        """
        localCandidateId remoteCandidateId priority writable readable selected totalRoundTripTime
        consentRequestsSent requestsReceived responsesSent lastPacketReceivedTimestamp lastPacketSentTimestamp
        availableOutgoingBitrate availableIncomingBitrate bytesDiscardedOnSend packetsDiscardedOnSend
        bytesSent bytesReceived packetsSent packetsReceived currentRoundTripTime componentId remoteCandidate localCandidate
        """)

    static let mediaSource = fields(
        """
        trackIdentifier audioLevel totalAudioEnergy totalSamplesDuration echoReturnLoss echoReturnLossEnhancement
        droppedSamplesDuration droppedSamplesEvents totalCaptureDelay totalSamplesCaptured
        frames framesPerSecond width height
        """)

    /// Types of entries that comparisons use.
    static let types: Set<String> = [
        "inbound-rtp", "outbound-rtp", "remote-inbound-rtp", "remote-outbound-rtp", "candidate-pair", "local-candidate",
        "remote-candidate", "transport", "codec", "media-source",
    ]

    /// Types of entries of which nothing is compared.
    static let otherTypes: Set<String> = [
        "certificate", "csrc", "data-channel", "media-playout", "peer-connection", "receiver", "sctp-transport",
        "sender", "stream", "track", "transceiver", "ice-server",
    ]
}
