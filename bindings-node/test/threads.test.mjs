// Worker threads have the library too, and live and die without harm.
import assert from "node:assert/strict";
import test from "node:test";
import { Worker } from "node:worker_threads";
import { createRequire } from "node:module";

import { identity, money, offer } from "mot-core";
import samples from "./samples.json" with { type: "json" };

const entry = createRequire(import.meta.url).resolve("mot-core");

const program = `
    const { parentPort, workerData } = require("node:worker_threads");
    const { MotError, identity, money, offer } = require(workerData.entry);
    const ring = new identity.KeyRing("k1", workerData.secret);
    const verifier = new identity.LinkVerifier(ring);
    const issuer = new identity.TokenIssuer(ring);
    const replays = new identity.ReplayStore(10_000);
    const judged = [];
    for (let turn = 0; turn < 2000; turn += 1) {
        judged.push(identity.check(verifier, workerData.fragment, workerData.now).uid);
        const [link] = identity.checkMany(verifier, [workerData.fragment], workerData.now);
        const receipt = issuer.issueReceipt(link.bind(null).accept("fresh"), workerData.now);
        judged.push(issuer.verifySession(issuer.issueSession(receipt, workerData.now), workerData.now).uid);
        replays.insert(String(turn), workerData.now, workerData.now);
    }
    let refused;
    try {
        money.parse("1.001", "EUR");
    } catch (error) {
        refused = error instanceof MotError && error.code;
    }
    const read = offer.read(workerData.offer);
    parentPort.postMessage({ uids: [...new Set(judged)], kept: replays.size, refused, read });
`;

test("four threads at once, each with its own handles", async () => {
    const secret = Buffer.from("a secret of the portal, 32 bytes or more");
    const uid = identity.Uid.generate();
    const now = Date.now();
    const fragment = new identity.LinkSigner(new identity.KeyRing("k1", secret)).sign({ mot: "m", uid, now: new Date(now) });
    const workerData = { entry, secret, fragment, now, offer: samples.offer };
    const turn = () => {
        return new Promise((resolve, reject) => {
            const worker = new Worker(program, { eval: true, workerData });
            let answer;
            worker.on("message", (message) => (answer = message));
            worker.on("error", reject);
            worker.on("exit", (code) => (code === 0 ? resolve(answer) : reject(new Error(`exit ${code}`))));
        });
    };
    for (const answer of await Promise.all([turn(), turn(), turn(), turn()])) {
        assert.deepEqual(answer, { uids: [uid], kept: 2000, refused: "money.too_precise", read: offer.read(samples.offer) });
    }
    assert.equal(money.parse("1.00", "EUR").amount, 100);
});
