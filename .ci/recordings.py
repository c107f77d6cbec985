"""Recordings of calls with what their clients said: the reading that .ci/client-polls and .ci/accuracy share.

A recording is a folder with tapA.pcap and tapB.pcapng, each taken beside one client, and clientX.getstats.json: raw getStats
every second (stats: [{t, tag, report}]) and state changes (events: [{t, k, v}]), times in ms.
"""
import bisect
import glob
import json
import os
import struct

TAPS = {"A": "tapA.pcap", "B": "tapB.pcapng"}
STATES = {
    ("iceconnectionstate", "checking"): "ice_checking",
    ("iceconnectionstate", "connected"): "ice_connected",
    ("iceconnectionstate", "completed"): "ice_connected",
    ("dtlsstate", "connecting"): "dtls_connecting",
    ("dtlsstate", "connected"): "dtls_connected",
    ("dtlsstate", "closed"): "dtls_closed",
}


def clients(folder):
    """The clients of one recording, each with the path of the capture taken beside it."""
    with open(f"{folder}/meta.json", encoding="utf-8") as file:
        addresses = json.load(file)["addresses"]
    for path in sorted(glob.glob(f"{folder}/client*.getstats.json")):
        name = os.path.basename(path).split(".")[0].removeprefix("client")
        with open(path, encoding="utf-8") as file:
            client = read(name, addresses[name[0]], json.load(file))
        if client:
            yield client, f"{folder}/{TAPS[name[0]]}"


def read(name, address, stats):
    """What a client said at each poll, in columns; None if it said nothing."""
    agent = agent_name(stats.get("ua") or "")
    states = {state: None for state in STATES.values()}
    for event in stats["events"]:
        state = isinstance(event["v"], str) and STATES.get((event["k"], event["v"]))
        if state and states[state] is None:
            states[state] = seconds(event["t"])
    client = {"name": name, "agent": agent, "address": address, "states": states, "srtp": None}
    # The last poll may already see the other's close.
    polls = [poll for poll in stats["stats"] if poll["tag"] in ("start", "tick")]
    ticks = [poll for poll in polls if poll["tag"] == "tick"]
    if agent.startswith("Janus"):
        client |= {"streams": janus_streams(ticks), "transport": None, "pairs": [], "checks": None}
        return client
    if not ticks:
        return None
    for entry in (entry for poll in ticks for entry in poll["report"] if entry["type"] == "transport"):
        client["srtp"] = entry.get("srtpCipher") or client["srtp"]
    client["streams"] = streams(ticks, agent)
    client["transport"] = counters(ticks, lambda report: one(report, "transport"))
    client["pairs"] = pairs(ticks, agent)
    client["checks"] = checks(polls)
    return client


def agent_name(text):
    for word, name in (("Firefox/", "Firefox "), ("Chrome/", "Chromium "), ("aiortc/", "aiortc "), ("Janus/", "Janus ")):
        if word in text:
            version = text.split(word)[1].split()[0]
            return name + (version.split(".")[0] if name[0] in "FC" else version)
    return text


def seconds(milliseconds):
    return round(milliseconds / 1000, 6)


def one(report, kind):
    return next((entry for entry in report if entry["type"] == kind), None)


def streams(ticks, agent):
    found = {}
    for poll in ticks:
        codecs = {entry["id"]: entry for entry in poll["report"] if entry["type"] == "codec"}
        for entry in poll["report"]:
            if entry["type"] not in ("inbound-rtp", "outbound-rtp"):
                continue
            word = "Received" if entry["type"] == "inbound-rtp" else "Sent"
            # Before the first packet there is nothing to compare.
            if not entry.get(f"packets{word}"):
                continue
            stream = found.setdefault(
                (entry["ssrc"], word),
                {"ssrc": f"0x{entry['ssrc']:08x}", "kind": entry["kind"], "direction": word.lower(), "clock_rate": None,
                 "time": [], "packets": [], "lost": [], "bytes": [], "header_bytes": [], "jitter_ms": []})
            rate = codecs.get(entry.get("codecId"), {}).get("clockRate")
            stream["clock_rate"] = stream["clock_rate"] or rate
            stream["time"].append(seconds(entry["timestamp"]))
            stream["packets"].append(entry[f"packets{word}"])
            stream["lost"].append(entry.get("packetsLost"))
            stream["bytes"].append(entry.get(f"bytes{word}"))
            stream["header_bytes"].append(entry.get(f"headerBytes{word}"))
            jitter = entry.get("jitter")
            if jitter is not None:
                # aiortc has it in units of the clock.
                unit = {"audio": 48, "video": 90}[entry["kind"]] if agent.startswith("aiortc") else 0.001
                jitter = round(jitter / unit, 3)
            stream["jitter_ms"].append(jitter)
    return without_empty_columns(found.values())


def janus_streams(ticks):
    found = {}
    for poll in ticks:
        for media in poll["handle"].get("webrtc", {}).get("media", {}).values():
            for key, ssrc, direction in (("in", "ssrc-peer", "received"), ("out", "ssrc", "sent")):
                if not media["stats"][key].get("packets") or ssrc not in media["ssrc"]:
                    continue
                stream = found.setdefault(
                    (media["ssrc"][ssrc], direction),
                    {"ssrc": f"0x{media['ssrc'][ssrc]:08x}", "kind": media["type"], "direction": direction,
                     "clock_rate": media["rtcp"]["main"]["base"], "time": [], "packets": [], "every_gap": []})
                stream["time"].append(seconds(poll["t"]))
                stream["packets"].append(media["stats"][key]["packets"])
                stream["every_gap"].append(media["rtcp"]["main"]["lost"] if key == "in" else None)
    return without_empty_columns(found.values())


def counters(ticks, choose):
    columns = {"time": [], "packets_sent": [], "bytes_sent": [], "packets_received": [], "bytes_received": []}
    for poll in ticks:
        entry = choose(poll["report"])
        if not entry or not (entry.get("bytesSent") or entry.get("bytesReceived")):
            continue
        columns["time"].append(seconds(entry["timestamp"]))
        for word in ("Sent", "Received"):
            for unit in ("packets", "bytes"):
                columns[f"{unit}_{word.lower()}"].append(entry.get(unit + word))
    return without_empty_columns([columns])[0] if columns["time"] else None


def pairs(ticks, agent):
    """The candidate pairs that were ever selected."""
    found = {}
    for poll in ticks:
        by_id = {entry.get("id"): entry for entry in poll["report"]}
        transport = one(poll["report"], "transport") or {}
        pair = by_id.get(transport.get("selectedCandidatePairId"))
        if pair:
            found.setdefault(pair["id"], [f"{end.get('address')}:{end['port']}" for end in (
                by_id[pair["localCandidateId"]], by_id[pair["remoteCandidateId"]])])
    result = []
    for pair, ends in found.items():
        columns = counters(ticks, lambda report: next((entry for entry in report if entry.get("id") == pair), None))
        if columns:
            result.append({"local": ends[0], "remote": ends[1], **columns})
    return result


def checks(polls):
    """Checks on the selected pair between whose answers a poll fell, so that each one's round trip is known."""
    columns = {"after": [], "until": [], "ms": []}
    before = None
    for poll in polls:
        by_id = {entry.get("id"): entry for entry in poll["report"]}
        pair = by_id.get((one(poll["report"], "transport") or {}).get("selectedCandidatePairId"))
        if not pair or "totalRoundTripTime" not in pair or "responsesReceived" not in pair:
            continue
        if before and before["id"] == pair["id"] and pair["responsesReceived"] - before["responsesReceived"] == 1:
            columns["after"].append(seconds(before["timestamp"]))
            columns["until"].append(seconds(pair["timestamp"]))
            columns["ms"].append(round((pair["totalRoundTripTime"] - before["totalRoundTripTime"]) * 1000, 3))
        before = pair
    return columns if columns["ms"] else None


def without_empty_columns(tables):
    """Figures that this client does not have are left out."""
    return [
        {key: column for key, column in table.items()
         if not isinstance(column, list) or any(value is not None for value in column)}
        for table in tables
    ]


class Capture:
    """A pcap or pcapng file that can be cut between frames."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        self.times, self.offsets = [], []
        if self.data[:4] == b"\x0a\x0d\x0d\x0a":
            self.read_pcapng()
        else:
            self.read_pcap()
        self.offsets.append(len(self.data))

    def read_pcap(self):
        order = "<" if self.data[0] in (0xD4, 0x4D) else ">"
        per_second = 1e9 if 0x4D in (self.data[0], self.data[3]) else 1e6
        offset = 24
        while offset + 16 <= len(self.data):
            second, part, length, _ = struct.unpack_from(order + "IIII", self.data, offset)
            self.times.append(second + part / per_second)
            self.offsets.append(offset)
            offset += 16 + length

    def read_pcapng(self):
        offset, order, resolutions = 0, "<", []
        while offset + 12 <= len(self.data):
            if self.data[offset:offset + 4] == b"\x0a\x0d\x0d\x0a":
                order = "<" if self.data[offset + 8:offset + 12] == b"\x4d\x3c\x2b\x1a" else ">"
                resolutions = []
            kind, length = struct.unpack_from(order + "II", self.data, offset)
            if kind == 1:
                resolutions.append(self.resolution(order, offset + 16, offset + length - 4))
            elif kind == 6:
                interface, high, low = struct.unpack_from(order + "III", self.data, offset + 8)
                self.times.append((high << 32 | low) / resolutions[interface])
                self.offsets.append(offset)
            offset += max(12, length)

    def resolution(self, order, offset, end):
        while offset + 4 <= end:
            code, length = struct.unpack_from(order + "HH", self.data, offset)
            if code == 9:
                value = self.data[offset + 4]
                return 2 ** (value & 127) if value & 128 else 10**value
            if code == 0:
                break
            offset += 4 + (length + 3) // 4 * 4
        return 10**6

    def count(self, time):
        """Frames up to a time."""
        return bisect.bisect_right(self.times, time)

    def first(self, count):
        """The file as it was after so many frames."""
        return self.data[:self.offsets[count]]
