#!/bin/sh
# Builds MotCoreFFI.xcframework into bindings-mobile/swift: the library for iPhones, their simulator and Macs.
# Needs a Mac with Xcode, and the Rust targets that are named below.
set -eu
cd "$(dirname "$0")/../.."

targets="aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios aarch64-apple-darwin x86_64-apple-darwin"
library=libmot_core_mobile.a
build=.build/xcframework
framework=bindings-mobile/swift/MotCoreFFI.xcframework

for target in $targets; do
    cargo build --release --package bindings-mobile --lib --target "$target"
done

rm -rf "$build" "$framework"
mkdir -p "$build/headers" "$build/simulator" "$build/mac"
cp bindings-mobile/generated/swift/MotCoreFFI.h "$build/headers/"
cp bindings-mobile/generated/swift/MotCoreFFI.modulemap "$build/headers/module.modulemap"

lipo -create "target/aarch64-apple-ios-sim/release/$library" "target/x86_64-apple-ios/release/$library" \
    -output "$build/simulator/$library"
lipo -create "target/aarch64-apple-darwin/release/$library" "target/x86_64-apple-darwin/release/$library" \
    -output "$build/mac/$library"

xcodebuild -create-xcframework \
    -library "target/aarch64-apple-ios/release/$library" -headers "$build/headers" \
    -library "$build/simulator/$library" -headers "$build/headers" \
    -library "$build/mac/$library" -headers "$build/headers" \
    -output "$framework"
