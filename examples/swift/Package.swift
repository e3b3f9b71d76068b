// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "journey",
    platforms: [.macOS(.v12)],
    dependencies: [.package(path: "../../dist/swift")],
    targets: [
        .executableTarget(name: "journey", dependencies: [.product(name: "MotCore", package: "swift")])
    ]
)
