// What a call and a document cost in Node, and how that compares: a line `<name> <nanoseconds>` for each median, a line
// `ratio <ours>.<peer> <times faster>` for each comparison.
//
// What is compared is measured in turns, in one run: a ratio is the median of the ratios of one turn each.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { buildProfile, identity, money, mortgage, property } from "mot-core";

import { naive, tuned } from "./node-crypto.mjs";

const TURNS = 201;
const NANOSECONDS_PER_TURN = 1_000_000;
/** So that the compiler has done its work. */
const TURNS_BEFORE = 30;
const MANY = 100;

if (buildProfile() !== "release") {
    throw new Error("built without optimisation: nothing is measured");
}
const secret = Buffer.from("a secret of the benchmark, 32 bytes or more");
const uid = "4jzgNSNUa4C1rD2y1Q5Z8Y";
loans();
links();
documents(readFileSync(join(process.argv[2] ?? "examples/data", "property.json"), "utf8"));

/** A schedule of 360 rows, without and with dates, the same with every row read, and the certified rate of 361 flows on odd days. */
function loans() {
    const [loan, instalment] = [money.parse("360000.00", "EUR"), money.parse("1566.74", "EUR")];
    const terms = {
        nominalRate: "0.0325",
        drawdowns: [{ month: 0, amount: loan }],
        repayment: { type: "instalment", amount: instalment },
        months: 360,
    };
    const dated = { ...terms, payout: "2025-01-15" };
    const paid = [{ at: "0", amount: money.parse("900.00", "EUR") }];
    mortgage.schedule(dated).dates.forEach((due, index) => {
        const day = new Date(Date.parse(due) + ((index + 1) % 7) * 86_400_000).toISOString().slice(0, 10);
        paid.push({ at: mortgage.interval(dated.payout, day, "months"), amount: instalment });
    });
    const drawn = [{ at: "0", amount: loan }];
    assert.deepEqual([mortgage.schedule(terms).length, paid.length], [360, 361]);
    assert(mortgage.effectiveRate(drawn, paid, 2) > 0.03);
    measure({
        schedule_360: () => mortgage.schedule(terms).columns,
        schedule_360_dated: () => mortgage.schedule(dated).columns,
        schedule_360_rows: () => [...mortgage.schedule(terms)],
        effective_rate_361: () => mortgage.effectiveRate(drawn, paid, 2),
    });
}

/** A version 1 link whose signed bytes are 100, judged at the present instant as a request would be. */
function links() {
    const [mot, ring, now] = ["m".repeat(63), new identity.KeyRing("k1", secret), new Date()];
    const [verifier, issuer] = [new identity.LinkVerifier(ring), new identity.TokenIssuer(ring)];
    const link = new identity.LinkSigner(ring).sign({ mot, uid, now });
    const forged = link.slice(0, -1) + (link.endsWith("0") ? "1" : "0");
    const fragments = Array.from({ length: MANY }, () => link);
    const accepted = identity.verify(verifier, link, now).bind(null).acceptWithoutReplayCheck();
    const session = issuer.issueSession(issuer.issueReceipt(accepted, now), now);
    const byHand = { node_crypto: tuned(secret), node_crypto_naive: naive(secret) };

    const uidOf = (fragment) => {
        const checked = identity.check(verifier, fragment, Date.now());
        return checked.ok ? checked.uid : undefined;
    };
    for (const judge of [uidOf, ...Object.values(byHand)]) {
        assert.deepEqual([judge(link, Date.now()), judge(forged, Date.now()), judge("mot", 0)], [uid, undefined, undefined]);
    }
    const peers = (ours, fragment) => {
        const named = Object.entries(byHand).map(([name, judge]) => [`${ours}.${name}`, () => judge(fragment, Date.now())]);
        return Object.fromEntries(named);
    };
    measure({
        verify_link: () => uidOf(link),
        ...peers("verify_link", link),
        verify_link_throwing: () => identity.verify(verifier, link, Date.now()).uid,
        check_link_refused: () => identity.check(verifier, forged, Date.now()).publicCode,
        ...peers("check_link_refused", forged),
    });
    measure(
        {
            check_many: () => identity.checkMany(verifier, fragments, Date.now()),
            "check_many.one_by_one": () => fragments.map((fragment) => identity.check(verifier, fragment, Date.now())),
            "check_many.node_crypto": () => fragments.map((fragment) => byHand.node_crypto(fragment, Date.now())),
        },
        MANY,
    );
    measure({
        accept_link: () => identity.check(verifier, link, Date.now()).bind(uid).accept("fresh"),
        verify_session: () => issuer.verifySession(session, Date.now()).checkHeader(uid),
    });
}

function documents(text) {
    const stored = property.parse(text);
    measure({
        money_parse: () => money.parse("360000.00", "EUR"),
        read_document: () => property.parse(text),
        write_document: () => JSON.stringify(stored),
    });
}

/**
 * Prints the median of each, and how many times faster each is than its peers. One is the peer of another if its name is
 * that one's with `.<peer>` behind it. One execution stands for so many calls.
 */
function measure(named, calls = 1) {
    const all = Object.entries(named).map(([name, call]) => ({ name, call, samples: [], executions: executionsOf(call) }));
    for (let turn = -TURNS_BEFORE; turn < TURNS; turn += 1) {
        // Each turn starts with another one, so that none is always measured after the same neighbour.
        for (let place = 0; place < all.length; place += 1) {
            const { call, samples, executions } = all[(place + turn + TURNS_BEFORE) % all.length];
            const nanoseconds = time(call, executions) / calls;
            if (turn >= 0) {
                samples.push(nanoseconds);
            }
        }
    }
    for (const { name, samples } of all) {
        console.log(`${name} ${Math.round(median(samples))}`);
    }
    for (const { name, samples: theirs } of all) {
        const ours = all.find((other) => name.startsWith(`${other.name}.`));
        if (ours !== undefined) {
            const ratios = ours.samples.map((our, turn) => theirs[turn] / our);
            console.log(`ratio ${name} ${median(ratios).toFixed(1)}`);
        }
    }
}

/** So many executions that a turn takes long enough to be measured. */
function executionsOf(call) {
    time(call, 1_000);
    const nanoseconds = Math.min(...Array.from({ length: 5 }, () => time(call, 100)));
    return Math.max(1, Math.round(NANOSECONDS_PER_TURN / nanoseconds));
}

/** Nanoseconds of one execution, over so many. */
function time(call, executions) {
    const started = process.hrtime.bigint();
    for (let count = 0; count < executions; count += 1) {
        call();
    }
    return Number(process.hrtime.bigint() - started) / executions;
}

function median(values) {
    return values.toSorted((one, other) => one - other)[(values.length - 1) / 2];
}
