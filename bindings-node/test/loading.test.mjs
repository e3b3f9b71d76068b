// Where no library fits, the error says which platform, architecture and C library that is.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test from "node:test";

const installed = dirname(createRequire(import.meta.url).resolve("mot-core/package.json"));

/** What loading says in a copy of the package after a change, on a pretended platform. */
function told(change, pretence = "") {
    const copy = mkdtempSync(join(tmpdir(), "mot-core-"));
    try {
        cpSync(join(installed, "dist"), join(copy, "dist"), { recursive: true });
        cpSync(join(installed, "package.json"), join(copy, "package.json"));
        change(copy);
        const program = `${pretence} try { require("./dist/index.cjs"); } catch (error) { console.log(error.message, "<", error.cause?.code); }`;
        return execFileSync(process.execPath, ["--eval", program], { cwd: copy, encoding: "utf8" });
    } finally {
        rmSync(copy, { recursive: true });
    }
}

const here = `platform ${process.platform}, architecture ${process.arch}`;

test("no library of this platform", () => {
    assert(told(() => {}).includes(`mot-core has no library for ${here}`));
});

test("a library that cannot be loaded", () => {
    const library = readdirSync(installed).find((name) => name.endsWith(".node"));
    const message = told((copy) => writeFileSync(join(copy, library), "no library"));
    assert(message.includes(`mot-core cannot load ${library} on ${here}`), message);
    assert(message.includes("< ERR_DLOPEN_FAILED"), message);
});

const elsewhere = {
    "platform darwin, architecture arm64: mot-core.darwin-arm64.node": `
        Object.defineProperty(process, "platform", { value: "darwin" });
        Object.defineProperty(process, "arch", { value: "arm64" });`,
    "platform win32, architecture x64: mot-core.win32-x64-msvc.node": `
        Object.defineProperty(process, "platform", { value: "win32" });
        Object.defineProperty(process, "arch", { value: "x64" });`,
    "platform linux, architecture arm64, C library musl: mot-core.linux-arm64-musl.node": `
        Object.defineProperty(process, "platform", { value: "linux" });
        Object.defineProperty(process, "arch", { value: "arm64" });
        process.report.getReport = () => ({ header: {} });`,
    "platform linux, architecture arm, C library gnu: mot-core.linux-arm-gnueabihf.node": `
        Object.defineProperty(process, "platform", { value: "linux" });
        Object.defineProperty(process, "arch", { value: "arm" });
        process.report.getReport = () => ({ header: { glibcVersionRuntime: "2.36" } });`,
};

for (const [expected, pretence] of Object.entries(elsewhere)) {
    test(`elsewhere: ${expected}`, () => {
        assert(told(() => {}, pretence).includes(`mot-core has no library for ${expected}`));
    });
}
