import TestSupport
import Wire

/// An ordinary call between a client behind a private address and a server, 12 s of audio both ways, which scenarios
/// then spoil in their own ways.
struct DirectCall {
    /// When consent checks end; media ends 0.59 s later.
    static let seconds = 12.0
    /// 12 s at 50 packets a second.
    static let packets = 600

    var client = Agent("192.168.1.10", 50_000, "clie", controlling: true)
    var server = Agent("203.0.113.5", 10_000, "serv")
    var sent = StreamScript(0x1111_1111, count: DirectCall.packets, from: 0.51)
    var received = StreamScript(0x2222_2222, count: DirectCall.packets, from: 0.61)

    var route: Route { client.route(to: server) }

    /// The whole call: checks from 0, DTLS from 0.2, media from 0.51 s.
    var script: CallScript {
        var script = setup
        script.play(sent, over: route)
        script.play(received, over: route.reversed)
        return script
    }

    /// Checks, consent and handshake without media.
    var setup: CallScript {
        var script = CallScript()
        script.connect(client, server, at: 0)
        script.consent(client, server, from: 5, to: DirectCall.seconds)
        script.consent(server, client, from: 5.1, to: DirectCall.seconds)
        script.handshake(over: route, at: 0.2)
        return script
    }
}
