// What a call and a document cost in Node: the median of repeated runs, a line `<name> <nanoseconds>` for each.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { buildProfile, identity, money, property } from "mot-core";

const REPEATS = 9;
const CALLS = 2000;

if (buildProfile() !== "release") {
    throw new Error("built without optimisation: nothing is measured");
}
const text = readFileSync(join(process.argv[2] ?? "examples/data", "property.json"), "utf8");
const stored = property.parse(text);
const now = Date.UTC(2025, 1, 1, 10);
const ring = new identity.KeyRing("k1", Buffer.from("a secret of the benchmark, 32 bytes or more"));
const uid = "4jzgNSNUa4C1rD2y1Q5Z8Y";
const link = new identity.LinkSigner(ring).sign({ mot: "7c0e9d5e1f", uid, now: new Date(now) });
const verifier = new identity.LinkVerifier(ring);

measure("money_parse", () => money.parse("360000.00", "EUR"));
measure("verify_link", () => identity.verify(verifier, link, now));
measure("read_document", () => property.parse(text));
measure("write_document", () => JSON.stringify(stored));

/** Prints the median of the nanoseconds that a call takes. */
function measure(name, call) {
    const runs = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
        const started = process.hrtime.bigint();
        for (let count = 0; count < CALLS; count += 1) {
            call();
        }
        runs.push(Number(process.hrtime.bigint() - started) / CALLS);
    }
    runs.sort((one, other) => one - other);
    console.log(`${name} ${Math.round(runs[(REPEATS - 1) / 2])}`);
}
