import Testing
import Wire

/// IANA's registries, typed as lists of value and name.
@Suite struct DTLSRegistryTests {
    private func table(_ text: String) -> [UInt16: String] {
        var table: [UInt16: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 2, let value = UInt16(parts[0].dropFirst(2), radix: 16) else {
                Issue.record("not a row: \(line)")
                continue
            }
            table[value] = String(parts[1])
        }
        return table
    }

    private func expectAll(_ expected: [UInt16: String], _ name: (UInt16) -> String?) {
        for value in UInt16.min...UInt16.max {
            let found = name(value)
            if found != expected[value] { Issue.record("\(value): \(found ?? "nil")") }
        }
    }

    @Test("DTLS-SRTP protection profiles: the registered names, and those of the crypto suites")
    func protectionProfiles() {
        let registered = table(
            """
            0x0001 SRTP_AES128_CM_HMAC_SHA1_80
            0x0002 SRTP_AES128_CM_HMAC_SHA1_32
            0x0005 SRTP_NULL_HMAC_SHA1_80
            0x0006 SRTP_NULL_HMAC_SHA1_32
            0x0007 SRTP_AEAD_AES_128_GCM
            0x0008 SRTP_AEAD_AES_256_GCM
            0x0009 DOUBLE_AEAD_AES_128_GCM_AEAD_AES_128_GCM
            0x000a DOUBLE_AEAD_AES_256_GCM_AEAD_AES_256_GCM
            0x000b SRTP_ARIA_128_CTR_HMAC_SHA1_80
            0x000c SRTP_ARIA_128_CTR_HMAC_SHA1_32
            0x000d SRTP_ARIA_256_CTR_HMAC_SHA1_80
            0x000e SRTP_ARIA_256_CTR_HMAC_SHA1_32
            0x000f SRTP_AEAD_ARIA_128_GCM
            0x0010 SRTP_AEAD_ARIA_256_GCM
            """)
        expectAll(registered) { SRTPProtectionProfile(rawValue: $0).registeredName }
        #expect(SRTPProtectionProfile.aes128CMSHA1Tag80.name == "AES_CM_128_HMAC_SHA1_80")
        #expect(SRTPProtectionProfile.aes128CMSHA1Tag32.name == "AES_CM_128_HMAC_SHA1_32")
        #expect(SRTPProtectionProfile.aeadAES128GCM.name == "AEAD_AES_128_GCM")
        #expect(SRTPProtectionProfile.aeadAES256GCM.name == "AEAD_AES_256_GCM")
        for value in UInt16(0)...20 {
            let profile = SRTPProtectionProfile(rawValue: value)
            let bits = profile.registeredName.map { name in
                name.hasPrefix("DOUBLE") ? 256 : name.hasSuffix("GCM") ? 128 : name.hasSuffix("_80") ? 80 : 32
            }
            #expect(profile.authenticationTagByteCount == bits.map { $0 / 8 })
        }
    }

    @Test("TLS supported groups")
    func groups() {
        let groups = table(
            """
            0x0001 sect163k1
            0x0002 sect163r1
            0x0003 sect163r2
            0x0004 sect193r1
            0x0005 sect193r2
            0x0006 sect233k1
            0x0007 sect233r1
            0x0008 sect239k1
            0x0009 sect283k1
            0x000a sect283r1
            0x000b sect409k1
            0x000c sect409r1
            0x000d sect571k1
            0x000e sect571r1
            0x000f secp160k1
            0x0010 secp160r1
            0x0011 secp160r2
            0x0012 secp192k1
            0x0013 secp192r1
            0x0014 secp224k1
            0x0015 secp224r1
            0x0016 secp256k1
            0x0017 secp256r1
            0x0018 secp384r1
            0x0019 secp521r1
            0x001a brainpoolP256r1
            0x001b brainpoolP384r1
            0x001c brainpoolP512r1
            0x001d x25519
            0x001e x448
            0x001f brainpoolP256r1tls13
            0x0020 brainpoolP384r1tls13
            0x0021 brainpoolP512r1tls13
            0x0029 curveSM2
            0x0100 ffdhe2048
            0x0101 ffdhe3072
            0x0102 ffdhe4096
            0x0103 ffdhe6144
            0x0104 ffdhe8192
            0x0200 MLKEM512
            0x0201 MLKEM768
            0x0202 MLKEM1024
            0x11eb SecP256r1MLKEM768
            0x11ec X25519MLKEM768
            0x11ed SecP384r1MLKEM1024
            0x6399 X25519Kyber768Draft00
            0xff01 arbitrary_explicit_prime_curves
            0xff02 arbitrary_explicit_char2_curves
            """)
        expectAll(groups) { DTLSNamedGroup(rawValue: $0).name }
        #expect(DTLSNamedGroup.x25519MLKEM768.name == "X25519MLKEM768")
    }

    @Test("TLS cipher suites of the certificate and PSK kinds")
    func cipherSuites() {
        let suites = table(
            """
            0x0001 TLS_RSA_WITH_NULL_MD5
            0x0002 TLS_RSA_WITH_NULL_SHA
            0x0004 TLS_RSA_WITH_RC4_128_MD5
            0x0005 TLS_RSA_WITH_RC4_128_SHA
            0x000a TLS_RSA_WITH_3DES_EDE_CBC_SHA
            0x0016 TLS_DHE_RSA_WITH_3DES_EDE_CBC_SHA
            0x002c TLS_PSK_WITH_NULL_SHA
            0x002f TLS_RSA_WITH_AES_128_CBC_SHA
            0x0033 TLS_DHE_RSA_WITH_AES_128_CBC_SHA
            0x0035 TLS_RSA_WITH_AES_256_CBC_SHA
            0x0039 TLS_DHE_RSA_WITH_AES_256_CBC_SHA
            0x003b TLS_RSA_WITH_NULL_SHA256
            0x003c TLS_RSA_WITH_AES_128_CBC_SHA256
            0x003d TLS_RSA_WITH_AES_256_CBC_SHA256
            0x0041 TLS_RSA_WITH_CAMELLIA_128_CBC_SHA
            0x0045 TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA
            0x0067 TLS_DHE_RSA_WITH_AES_128_CBC_SHA256
            0x006b TLS_DHE_RSA_WITH_AES_256_CBC_SHA256
            0x0084 TLS_RSA_WITH_CAMELLIA_256_CBC_SHA
            0x0088 TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA
            0x008c TLS_PSK_WITH_AES_128_CBC_SHA
            0x008d TLS_PSK_WITH_AES_256_CBC_SHA
            0x009c TLS_RSA_WITH_AES_128_GCM_SHA256
            0x009d TLS_RSA_WITH_AES_256_GCM_SHA384
            0x009e TLS_DHE_RSA_WITH_AES_128_GCM_SHA256
            0x009f TLS_DHE_RSA_WITH_AES_256_GCM_SHA384
            0x00a8 TLS_PSK_WITH_AES_128_GCM_SHA256
            0x00a9 TLS_PSK_WITH_AES_256_GCM_SHA384
            0x00ae TLS_PSK_WITH_AES_128_CBC_SHA256
            0x00af TLS_PSK_WITH_AES_256_CBC_SHA384
            0x00b0 TLS_PSK_WITH_NULL_SHA256
            0x00b1 TLS_PSK_WITH_NULL_SHA384
            0x00ba TLS_RSA_WITH_CAMELLIA_128_CBC_SHA256
            0x00be TLS_DHE_RSA_WITH_CAMELLIA_128_CBC_SHA256
            0x00c0 TLS_RSA_WITH_CAMELLIA_256_CBC_SHA256
            0x00c4 TLS_DHE_RSA_WITH_CAMELLIA_256_CBC_SHA256
            0x00ff TLS_EMPTY_RENEGOTIATION_INFO_SCSV
            0x1301 TLS_AES_128_GCM_SHA256
            0x1302 TLS_AES_256_GCM_SHA384
            0x1303 TLS_CHACHA20_POLY1305_SHA256
            0x1304 TLS_AES_128_CCM_SHA256
            0x1305 TLS_AES_128_CCM_8_SHA256
            0x5600 TLS_FALLBACK_SCSV
            0xc006 TLS_ECDHE_ECDSA_WITH_NULL_SHA
            0xc007 TLS_ECDHE_ECDSA_WITH_RC4_128_SHA
            0xc008 TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA
            0xc009 TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA
            0xc00a TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA
            0xc010 TLS_ECDHE_RSA_WITH_NULL_SHA
            0xc011 TLS_ECDHE_RSA_WITH_RC4_128_SHA
            0xc012 TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA
            0xc013 TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
            0xc014 TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA
            0xc023 TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256
            0xc024 TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384
            0xc027 TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256
            0xc028 TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384
            0xc02b TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
            0xc02c TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
            0xc02f TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
            0xc030 TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
            0xc035 TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA
            0xc036 TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA
            0xc037 TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256
            0xc038 TLS_ECDHE_PSK_WITH_AES_256_CBC_SHA384
            0xc039 TLS_ECDHE_PSK_WITH_NULL_SHA
            0xc03a TLS_ECDHE_PSK_WITH_NULL_SHA256
            0xc03b TLS_ECDHE_PSK_WITH_NULL_SHA384
            0xc050 TLS_RSA_WITH_ARIA_128_GCM_SHA256
            0xc051 TLS_RSA_WITH_ARIA_256_GCM_SHA384
            0xc052 TLS_DHE_RSA_WITH_ARIA_128_GCM_SHA256
            0xc053 TLS_DHE_RSA_WITH_ARIA_256_GCM_SHA384
            0xc05c TLS_ECDHE_ECDSA_WITH_ARIA_128_GCM_SHA256
            0xc05d TLS_ECDHE_ECDSA_WITH_ARIA_256_GCM_SHA384
            0xc060 TLS_ECDHE_RSA_WITH_ARIA_128_GCM_SHA256
            0xc061 TLS_ECDHE_RSA_WITH_ARIA_256_GCM_SHA384
            0xc06a TLS_PSK_WITH_ARIA_128_GCM_SHA256
            0xc06b TLS_PSK_WITH_ARIA_256_GCM_SHA384
            0xc072 TLS_ECDHE_ECDSA_WITH_CAMELLIA_128_CBC_SHA256
            0xc073 TLS_ECDHE_ECDSA_WITH_CAMELLIA_256_CBC_SHA384
            0xc076 TLS_ECDHE_RSA_WITH_CAMELLIA_128_CBC_SHA256
            0xc077 TLS_ECDHE_RSA_WITH_CAMELLIA_256_CBC_SHA384
            0xc094 TLS_PSK_WITH_CAMELLIA_128_CBC_SHA256
            0xc095 TLS_PSK_WITH_CAMELLIA_256_CBC_SHA384
            0xc09a TLS_ECDHE_PSK_WITH_CAMELLIA_128_CBC_SHA256
            0xc09b TLS_ECDHE_PSK_WITH_CAMELLIA_256_CBC_SHA384
            0xc09c TLS_RSA_WITH_AES_128_CCM
            0xc09d TLS_RSA_WITH_AES_256_CCM
            0xc09e TLS_DHE_RSA_WITH_AES_128_CCM
            0xc09f TLS_DHE_RSA_WITH_AES_256_CCM
            0xc0a0 TLS_RSA_WITH_AES_128_CCM_8
            0xc0a1 TLS_RSA_WITH_AES_256_CCM_8
            0xc0a2 TLS_DHE_RSA_WITH_AES_128_CCM_8
            0xc0a3 TLS_DHE_RSA_WITH_AES_256_CCM_8
            0xc0a4 TLS_PSK_WITH_AES_128_CCM
            0xc0a5 TLS_PSK_WITH_AES_256_CCM
            0xc0a8 TLS_PSK_WITH_AES_128_CCM_8
            0xc0a9 TLS_PSK_WITH_AES_256_CCM_8
            0xc0ac TLS_ECDHE_ECDSA_WITH_AES_128_CCM
            0xc0ad TLS_ECDHE_ECDSA_WITH_AES_256_CCM
            0xc0ae TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8
            0xc0af TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8
            0xcca8 TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
            0xcca9 TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
            0xccaa TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256
            0xccab TLS_PSK_WITH_CHACHA20_POLY1305_SHA256
            0xccac TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256
            """)
        expectAll(suites) { DTLSCipherSuite(rawValue: $0).name }
    }

    @Test func contentTypes() {
        let names: [UInt8: String] = [
            20: "change_cipher_spec", 21: "alert", 22: "handshake", 23: "application_data", 24: "heartbeat",
            25: "tls12_cid", 26: "ACK", 27: "return_routability_check",
        ]
        for value in UInt8.min...UInt8.max { #expect(DTLSContentType(rawValue: value).name == names[value]) }
    }

    @Test func handshakeTypes() {
        let names: [UInt8: String] = [
            0: "hello_request", 1: "client_hello", 2: "server_hello", 3: "hello_verify_request",
            4: "new_session_ticket", 5: "end_of_early_data", 8: "encrypted_extensions", 9: "request_connection_id",
            10: "new_connection_id", 11: "certificate", 12: "server_key_exchange", 13: "certificate_request",
            14: "server_hello_done", 15: "certificate_verify", 16: "client_key_exchange",
            17: "client_certificate_request", 20: "finished", 21: "certificate_url", 22: "certificate_status",
            23: "supplemental_data", 24: "key_update", 25: "compressed_certificate", 26: "ekt_key",
            254: "message_hash",
        ]
        for value in UInt8.min...UInt8.max { #expect(DTLSHandshakeType(rawValue: value).name == names[value]) }
    }

    @Test func alerts() {
        let names: [UInt8: String] = [
            0: "close_notify", 10: "unexpected_message", 20: "bad_record_mac", 21: "decryption_failed_RESERVED",
            22: "record_overflow", 30: "decompression_failure_RESERVED", 40: "handshake_failure",
            41: "no_certificate_RESERVED", 42: "bad_certificate", 43: "unsupported_certificate",
            44: "certificate_revoked", 45: "certificate_expired", 46: "certificate_unknown", 47: "illegal_parameter",
            48: "unknown_ca", 49: "access_denied", 50: "decode_error", 51: "decrypt_error",
            52: "too_many_cids_requested", 60: "export_restriction_RESERVED", 70: "protocol_version",
            71: "insufficient_security", 80: "internal_error", 86: "inappropriate_fallback", 90: "user_canceled",
            100: "no_renegotiation_RESERVED", 109: "missing_extension", 110: "unsupported_extension",
            111: "certificate_unobtainable_RESERVED", 112: "unrecognized_name",
            113: "bad_certificate_status_response", 114: "bad_certificate_hash_value_RESERVED",
            115: "unknown_psk_identity", 116: "certificate_required", 120: "no_application_protocol",
            121: "ech_required",
        ]
        for value in UInt8.min...UInt8.max {
            #expect(DTLSAlert.Description(rawValue: value).name == names[value])
        }
    }

    @Test("versions count down from 0xfeff")
    func versions() {
        #expect(DTLSVersion(rawValue: 0xfeff).name == "1.0")
        #expect(DTLSVersion(rawValue: 0xfefd).name == "1.2")
        #expect(DTLSVersion(rawValue: 0xfefc).name == "1.3")
        #expect(DTLSVersion(rawValue: 0x0100).name == "pre-1.0")
        #expect(DTLSVersion(rawValue: 0xfefe).name == nil)
    }
}
