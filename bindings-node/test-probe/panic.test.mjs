// A panic inside the library reaches the host as an exception, and the process lives. The library with the probe is
// built by `npm run build:probe`; the shipped one has none.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";

const probes = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".node"));
const copy = mkdtempSync(join(tmpdir(), "mot-core-"));
cpSync(join(import.meta.dirname, "../dist"), join(copy, "dist"), { recursive: true });
for (const probe of probes) {
    cpSync(join(import.meta.dirname, probe), join(copy, probe));
}
process.on("exit", () => rmSync(copy, { recursive: true }));

const require = createRequire(join(copy, "dist/index.cjs"));
const { MotDefect, MotError, money } = require("./index.cjs");
const { native } = require("./native.cjs");

test("a panic is an exception, again and again", () => {
    for (let turn = 0; turn < 3; turn += 1) {
        assert.throws(
            () => native.panicProbe(),
            (error) => {
                assert(error instanceof MotDefect && !(error instanceof MotError));
                assert.equal(error.name, "MotDefect");
                assert.equal(error.code, undefined);
                assert.match(error.cause.message, /the probe panics/);
                return true;
            },
        );
        assert.deepEqual(money.parse("1.00", "EUR"), { amount: 100, currency: "EUR" });
    }
});

test("the shipped library has no probe", () => {
    const shipped = createRequire(join(import.meta.dirname, "../dist/index.cjs"))("./native.cjs");
    assert.equal(shipped.native.panicProbe, undefined);
});
