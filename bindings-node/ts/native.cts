import { existsSync } from "node:fs";
import { join } from "node:path";

import { MotDefect } from "./errors.cjs";

type Addon = typeof import("./addon.cjs");

/** The library of this platform. */
export const native: Addon = guarded(load());

function load(): Addon {
    const library = libraryName();
    const path = join(__dirname, "..", library);
    if (!existsSync(path)) {
        throw new Error(`mot-core has no library for ${description()}: ${library} is not part of this package`);
    }
    try {
        return require(path) as Addon;
    } catch (cause) {
        throw new Error(`mot-core cannot load ${library} on ${description()}`, { cause });
    }
}

/** The name that the build gives: platform, architecture, and where it matters the C library. */
function libraryName(): string {
    const { arch, platform } = process;
    const suffix = platform === "linux" ? `-${cLibrary()}${arch === "arm" ? "eabihf" : ""}` : "";
    return `mot-core.${platform}-${arch}${platform === "win32" ? "-msvc" : suffix}.node`;
}

function description(): string {
    const { arch, platform } = process;
    return `platform ${platform}, architecture ${arch}${platform === "linux" ? `, C library ${cLibrary()}` : ""}`;
}

function cLibrary(): "gnu" | "musl" {
    const report = process.report.getReport() as unknown as { header: { glibcVersionRuntime?: string } };
    return report.header.glibcVersionRuntime === undefined ? "musl" : "gnu";
}

/** The same functions, a panic in one of them told as a {@link MotDefect}. */
function guarded(addon: Addon): Addon {
    const guard = (called: (...given: unknown[]) => unknown) => {
        return (...given: unknown[]) => {
            try {
                return called(...given);
            } catch (cause) {
                throw defect(cause);
            }
        };
    };
    const entries = Object.entries(addon).map(([name, called]) => [name, guard(called as never)]);
    return Object.fromEntries(entries) as Addon;
}

/** What a panic is told as. @internal */
export function defect(cause: unknown): MotDefect {
    return new MotDefect("a defect in mot-core, please report it", { cause });
}
