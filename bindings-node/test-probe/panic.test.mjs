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
const { MotDefect, MotError, identity, money } = require("./index.cjs");
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

test("a panic in a function of its own is an exception too", () => {
    const probe = native.panicProbeFunction();
    for (let turn = 0; turn < 3; turn += 1) {
        assert.throws(probe, /the probe panics/);
        assert.deepEqual(money.parse("1.00", "EUR"), { amount: 100, currency: "EUR" });
    }
});

test("a link whose judgement fails is told as a defect", () => {
    const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
    const judging = native.linkJudge;
    native.linkJudge = () => native.panicProbeFunction();
    const verifier = new identity.LinkVerifier(ring);
    native.linkJudge = judging;
    assert.throws(
        () => identity.check(verifier, "mot", Date.now()),
        (error) => error instanceof MotDefect && /the probe panics/.test(error.cause.message) && !error.stack.includes("secret"),
    );
});

test("the shipped library has no probe", () => {
    const shipped = createRequire(join(import.meta.dirname, "../dist/index.cjs"))("./native.cjs");
    assert.equal(shipped.native.panicProbe, undefined);
});
