/// A call in progress, as long as it lasts.
public struct CallReference: Hashable, Sendable {
    let handle: CallHandle
}
