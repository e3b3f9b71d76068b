// swift-tools-version:5.9
import Foundation
import PackageDescription

// With MotCoreFFI.xcframework beside this file (scripts/xcframework.sh) the package is complete. Without it the library is
// found where the linker is told to look: swift build -Xlinker -L../../target/release
let hasFramework = FileManager.default.fileExists(
    atPath: URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("MotCoreFFI.xcframework").path
)
let library: Target =
    hasFramework
    ? .binaryTarget(name: "MotCoreFFI", path: "MotCoreFFI.xcframework")
    : .systemLibrary(name: "MotCoreFFI", path: "Sources/MotCoreFFI")

let package = Package(
    name: "MotCore",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "MotCore", targets: ["MotCore"])],
    targets: [
        library,
        .target(name: "MotCore", dependencies: ["MotCoreFFI"]),
        .testTarget(name: "MotCoreTests", dependencies: ["MotCore"]),
    ]
)
