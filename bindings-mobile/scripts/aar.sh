#!/bin/sh
# Lays out dist/mot-core-0.1.0.aar: the classes, the library for each Android ABI, and the rules for shrinkers.
# Needs the Android NDK (ANDROID_NDK_HOME), the Rust targets that are named below, and the jar (mvn package).
set -eu
cd "$(dirname "$0")/../.."

: "${ANDROID_NDK_HOME:?names the folder of the Android NDK}"
# java.time is part of Android from this version on.
api=26
version=0.1.0
tools=$(echo "$ANDROID_NDK_HOME"/toolchains/llvm/prebuilt/*/bin)
jar=$(pwd)/bindings-mobile/kotlin/target/mot-core-$version.jar
layout=.build/aar

# target, the folder of its ABI, the prefix of its linker
abis="aarch64-linux-android:arm64-v8a:aarch64-linux-android
armv7-linux-androideabi:armeabi-v7a:armv7a-linux-androideabi
x86_64-linux-android:x86_64:x86_64-linux-android"

rm -rf "$layout"
mkdir -p "$layout/classes" dist

for abi in $abis; do
    target=${abi%%:*}
    folder=$(echo "$abi" | cut -d: -f2)
    linker="$tools/${abi##*:}$api-clang"
    variable=$(echo "$target" | tr 'a-z-' 'A-Z_')
    # Pages of 16 KiB, which devices with Android 15 and later may have.
    env "CARGO_TARGET_${variable}_LINKER=$linker" \
        "CARGO_TARGET_${variable}_RUSTFLAGS=-C link-arg=-Wl,-z,max-page-size=16384" \
        cargo build --release --package bindings-mobile --lib --target "$target"
    mkdir -p "$layout/jni/$folder"
    cp "target/$target/release/libmot_core_mobile.so" "$layout/jni/$folder/"
done

# The classes alone: Android takes the library from jni. JNA comes as net.java.dev.jna:jna:5.17.0@aar beside this.
(cd "$layout/classes" && unzip -q "$jar" 'systems/*' 'META-INF/*.kotlin_module' 'META-INF/LICENSE-*')
(cd "$layout/classes" && zip -q -r ../classes.jar .)
rm -r "$layout/classes"

cp bindings-mobile/scripts/consumer-rules.pro "$layout/proguard.txt"
cat > "$layout/AndroidManifest.xml" <<MANIFEST
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="systems.together.mot">
    <uses-sdk android:minSdkVersion="$api" />
</manifest>
MANIFEST
: > "$layout/R.txt"

rm -f "dist/mot-core-$version.aar"
(cd "$layout" && zip -q -r "../../dist/mot-core-$version.aar" .)
echo "dist/mot-core-$version.aar"
