// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

// As strict, but for memory: these call the C library all over and never run on a user's machine.
let developer: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

let package = Package(
    name: "callwitness",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "callwitness", targets: ["callwitness"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    ],
    targets: [
        // What Debian provides.
        .systemLibrary(name: "CPcap", pkgConfig: "libpcap", providers: [.apt(["libpcap-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),

        // What Linux has and Swift's Glibc does not show.
        .systemLibrary(name: "CLinux"),

        // Bytes to protocol values and back.
        .target(name: "Wire", swiftSettings: strict),

        // Where packets come from.
        .target(name: "CaptureFiles", dependencies: ["Wire", "CZlib", "CZstd"], swiftSettings: strict),
        .target(name: "LiveCapture", dependencies: ["Wire", "CPcap"], swiftSettings: strict),

        // What packets mean.
        .target(name: "ICE", dependencies: ["Wire"], swiftSettings: strict),
        .target(name: "Media", dependencies: ["Wire"], swiftSettings: strict),
        .target(
            name: "Analysis",
            dependencies: [
                "Wire", "ICE", "Media", "Report",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),

        // What is said of a call.
        .target(name: "Report", swiftSettings: strict),

        // What clients say of a call, and what the two say together.
        .target(name: "ClientReports", dependencies: ["Report"], swiftSettings: strict),
        .target(
            name: "Comparison", dependencies: ["Analysis", "ClientReports", "Media", "Report", "Wire"],
            swiftSettings: strict),

        // The command line.
        .executableTarget(
            name: "callwitness",
            dependencies: [
                "CaptureFiles", "CLinux", "LiveCapture", "Analysis", "ClientReports", "Comparison", "Report", "Wire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // For developers: captures of any size, and what is true of them. No product, so that users need not build it.
        .target(name: "Load", dependencies: ["Wire"], path: "Tests/Load", swiftSettings: strict),
        .executableTarget(
            name: "callwitness-load",
            dependencies: ["Load", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            path: "Tests/LoadGenerator", swiftSettings: strict),

        // The report's schema, a validator for it, a report to try things on, and calls to analyse.
        .target(
            name: "TestSupport", dependencies: ["Report", "Wire"], path: "Tests/TestSupport", swiftSettings: strict),

        // What takes any bytes, for the fuzzer (.ci/fuzz) and for the inputs that it once failed on.
        .target(
            name: "Fuzzing",
            dependencies: ["Analysis", "CaptureFiles", "ClientReports", "Comparison", "Report", "Wire"],
            path: "Tests/Fuzzing", swiftSettings: strict),
        .testTarget(
            name: "FuzzingTests", dependencies: ["Fuzzing"], exclude: ["Regressions"], swiftSettings: strict),

        // Seeded mutations of recorded calls, for developers: no product.
        .executableTarget(
            name: "callwitness-mutate", dependencies: ["Analysis", "CaptureFiles", "Report", "TestSupport", "Wire"],
            path: "Tests/Mutate", swiftSettings: developer),

        .testTarget(name: "WireTests", dependencies: ["TestSupport", "Wire"], swiftSettings: strict),
        .testTarget(name: "CaptureFilesTests", dependencies: ["CaptureFiles", "Wire"], swiftSettings: strict),
        .testTarget(name: "LiveCaptureTests", dependencies: ["LiveCapture", "Wire"], swiftSettings: strict),
        .testTarget(name: "ICETests", dependencies: ["ICE", "Wire"], swiftSettings: strict),
        .testTarget(name: "MediaTests", dependencies: ["Media", "Wire"], swiftSettings: strict),
        .testTarget(
            name: "AnalysisTests",
            dependencies: ["Analysis", "CaptureFiles", "ICE", "Media", "Report", "TestSupport", "Wire"],
            swiftSettings: strict),
        .testTarget(
            name: "ReportTests", dependencies: ["Report", "TestSupport"], exclude: ["Golden"], swiftSettings: strict),
        .testTarget(
            name: "ClientReportsTests", dependencies: ["ClientReports", "Report"], swiftSettings: strict),
        .testTarget(
            name: "ComparisonTests",
            dependencies: [
                "Analysis", "CaptureFiles", "ClientReports", "Comparison", "Report", "TestSupport", "Wire",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "LoadTests",
            dependencies: ["Analysis", "CaptureFiles", "Load", "Report", "Wire"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests", dependencies: ["callwitness", "Report", "TestSupport", "Wire"], swiftSettings: strict),
    ]
)
