import Report
import Wire

enum DTLSDescriber {
    static func describe(_ bytes: Span<UInt8>, length: Int) -> PacketDescription {
        var records: [DecodedFields] = []
        var parts: [String] = []
        var version: String?
        var failure: WireError?
        var cursor = DTLSRecordCursor(originalLength: length)
        do throws(WireError) {
            while let record = try cursor.next(in: bytes) {
                let described: Record
                switch record.header {
                case .plaintext(let header): described = describe(header, record, bytes)
                case .unified(let header): described = describe(header, record)
                }
                if version == nil { version = described.version }
                records.append(described.fields)
                parts.append(described.summary)
                if failure == nil { failure = described.error }
            }
        } catch {
            if failure == nil { failure = error }
        }
        let summary = "DTLS" + (version.map { " \($0)" } ?? "") + (parts.isEmpty ? "" : " ")
        return PacketDescription(
            "dtls", summary + parts.joined(separator: ", "), ["records": records], error: failure)
    }

    private struct Record {
        var summary: String
        var fields: DecodedFields
        var error: WireError?
        /// A hello's own, else what the record's header says; nil for a part of a hello, whose record may bear an older
        /// version.
        var version: String?
    }

    private static func describe(_ header: DTLSUnifiedHeader, _ record: DTLSRecord) -> Record {
        let length = record.range.count - header.headerByteCount
        let fields: DecodedFields = [
            "header": "unified", "epoch_bits": Int(header.epochBits), "encrypted": true,
            "encrypted_sequence": Int(header.encryptedSequence),
            "connection_id_length": header.connectionIDByteCount, "length": length,
        ]
        return Record(
            summary: "encrypted record, \(length) bytes", fields: fields, error: shortage(record), version: "1.3")
    }

    private static func describe(_ header: DTLSRecordHeader, _ record: DTLSRecord, _ bytes: Span<UInt8>) -> Record {
        let type = header.contentType.name ?? "\(header.contentType.rawValue)"
        // Epoch 0 is in the clear; what else is, cannot be told from here.
        let isEncrypted = header.epoch > 0 && header.contentType != .changeCipherSpec
        var result = Record(
            summary: isEncrypted ? "encrypted \(type), \(header.length) bytes" : type,
            fields: [
                "content_type": type, "version": header.version.text, "epoch": Int(header.epoch),
                "sequence": header.sequence, "length": header.length, "encrypted": isEncrypted,
            ], error: shortage(record), version: header.version.text)
        if header.connectionIDByteCount > 0 {
            let id = record.fragment.lowerBound - 2 - header.connectionIDByteCount..<record.fragment.lowerBound - 2
            result.fields.add("connection_id", HexText.bytes(bytes.extracting(id)))
        }
        guard !isEncrypted else { return result }
        let fragment = bytes.extracting(record.fragment)
        switch header.contentType {
        case .handshake: addMessages(of: fragment, to: &result)
        case .alert: addAlert(fragment, to: &result)
        default: break
        }
        return result
    }

    private static func addAlert(_ fragment: Span<UInt8>, to record: inout Record) {
        do throws(WireError) {
            let alert = try DTLSAlert(parsing: fragment)
            let level =
                switch alert.level {
                case .warning: "warning"
                case .fatal: "fatal"
                default: "\(alert.level.rawValue)"
                }
            let name = alert.description.name ?? "\(alert.description.rawValue)"
            record.summary = "alert \(level) \(name)"
            record.fields.add("alert", ["level": level, "description": name] as DecodedFields)
        } catch {
            if record.error == nil { record.error = error }
        }
    }

    private static func addMessages(of fragment: Span<UInt8>, to record: inout Record) {
        var messages: [DecodedFields] = []
        var parts: [String] = []
        var offset = 0
        while offset < fragment.count {
            let rest = fragment.extracting(offset...)
            do throws(WireError) {
                let header = try DTLSHandshakeFragment(parsing: rest)
                let end = min(rest.count, DTLSHandshakeFragment.byteCount + header.fragmentLength)
                let body = rest.extracting(DTLSHandshakeFragment.byteCount..<end)
                let described = DTLSHandshakeDescriber.describe(header, body: body)
                messages.append(described.fields)
                parts.append(described.summary)
                if header.isHello { record.version = described.version?.text }
                if record.error == nil { record.error = described.error }
                offset += end
            } catch {
                if record.error == nil { record.error = error }
                break
            }
        }
        record.fields.add("messages", messages)
        if !parts.isEmpty { record.summary = parts.joined(separator: ", ") }
    }

    private static func shortage(_ record: DTLSRecord) -> WireError? {
        guard record.isTruncated else { return nil }
        return WireError(
            .truncatedCapture, .dtls, offset: record.fragment.lowerBound,
            needed: record.range.upperBound - record.fragment.lowerBound, available: record.fragment.count)
    }
}

extension DTLSVersion {
    var text: String { name ?? HexText.number(rawValue, digits: 4) }
}
