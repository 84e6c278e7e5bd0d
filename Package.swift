// swift-tools-version: 6.1
import PackageDescription

// The folders are the architecture (CONTRIBUTING.md, "The rooms"). Stage rooms
// import Facts, Diagnostics and Lexicons, never each other; only the tool sees all.
let package = Package(
    name: "assay",
    products: [.executable(name: "assay", targets: ["PipelineTool"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CUchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
        .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "Facts"),
        .target(name: "Diagnostics"),
        .target(name: "Lexicons", dependencies: ["Facts", "Diagnostics"], resources: [.copy("Resources")]),
        .target(name: "Ingestion", dependencies: ["Facts", "Diagnostics", "Lexicons", "CLibXML2", "CLibZip", "CUchardet"]),
        .target(name: "Normalization", dependencies: ["Facts", "Diagnostics", "Lexicons"]),
        .target(name: "Enrichment", dependencies: ["Facts", "Diagnostics", "Lexicons"]),
        .target(name: "Checks", dependencies: ["Facts", "Diagnostics"]),
        .target(name: "Rendering", dependencies: ["Facts", "Diagnostics", "CXlsxWriter", "Yams"]),
        .target(name: "Store", dependencies: [
            "Facts", "Diagnostics", .product(name: "GRDB", package: "GRDB.swift"),
            .product(name: "GRDBSQLite", package: "GRDB.swift"),
        ]),
        .target(name: "PipelineEngine", dependencies: ["Diagnostics", "CXXHash", "CCrypto", "Yams"]),
        .executableTarget(name: "PipelineTool", dependencies: [
            "Facts", "Diagnostics", "Lexicons", "Ingestion", "Normalization", "Enrichment", "Checks",
            "Rendering", "Store", "PipelineEngine",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
        ], exclude: ["Assay.docc"]),
        .target(name: "SeededRandom", path: "Tests/SeededRandom"),
        .testTarget(name: "FactsTests", dependencies: ["Facts"], exclude: ["ExactDecimal.tsv"]),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(name: "LexiconsTests", dependencies: ["Lexicons", "Facts", "Diagnostics", "SeededRandom"]),
        .testTarget(name: "IngestionTests", dependencies: ["Ingestion", "Facts", "Diagnostics", "Lexicons"]),
        .testTarget(
            name: "NormalizationTests", dependencies: ["Normalization", "Ingestion", "Facts", "Diagnostics", "Lexicons", "SeededRandom"],
            exclude: ["Gold", "Specs"]),
        .target(name: "GoldScoring", dependencies: ["Facts"], path: "Tests/GoldScoring"),
        .testTarget(name: "GoldTests", dependencies: ["Normalization", "Ingestion", "Facts", "Lexicons", "GoldScoring"]),
        .executableTarget(
            name: "ReadingBench",
            dependencies: ["Facts", "Diagnostics", "Lexicons", "Ingestion", "Normalization", "GoldScoring", "SeededRandom"],
            path: "Tests/Bench/ReadingBench"),
        .executableTarget(
            name: "WritingBench", dependencies: ["Rendering", "Store"], path: "Tests/Bench/WritingBench"),
        .testTarget(name: "EnrichmentTests", dependencies: ["Enrichment", "Facts", "Diagnostics", "Lexicons"]),
        .testTarget(name: "ChecksTests", dependencies: ["Checks"]),
        .testTarget(
            name: "RenderingTests", dependencies: ["Rendering", "Facts", "Diagnostics", "Yams"], exclude: ["Fixtures"]),
        .testTarget(name: "StoreTests", dependencies: ["Store", "Facts", "Diagnostics"]),
        .testTarget(
            name: "PipelineEngineTests", dependencies: ["PipelineEngine", "Diagnostics", "Yams", "SeededRandom"], exclude: ["Fixtures"]),
        .testTarget(name: "PipelineToolTests", dependencies: ["PipelineTool", "SeededRandom"]),
    ],
    swiftLanguageModes: [.v6]
)
