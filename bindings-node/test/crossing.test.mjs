// What JSON cannot carry is refused by the core's code and with its path, and never becomes null or vanishes.
import assert from "node:assert/strict";
import test from "node:test";
import vm from "node:vm";

import { MotError, application, lifecycle, offer, property } from "mot-core";
import samples from "./samples.json" with { type: "json" };

const context = { now: "2025-02-01T11:00:00Z", actor: { party: "user-abc" } };

function refusal(call) {
    try {
        call();
    } catch (error) {
        assert(error instanceof MotError, error);
        return [error.code, error.path];
    }
    return assert.fail("nothing was refused");
}

const withMeta = (meta) => ({ ...samples.property, meta });

const unrepresentable = {
    NaN: NaN,
    Infinity: Infinity,
    "-Infinity": -Infinity,
    "a BigInt": 5n,
    "a function": () => 5,
    "a symbol": Symbol("five"),
    "an invalid Date": new Date("never"),
    "a lone surrogate": "\ud800",
    "a lone low surrogate": "a\udc00b",
    "a Map": new Map([["a", 1]]),
    "a Set": new Set([1]),
    "a RegExp": /five/,
    "an Error": new Error("five"),
    "bytes": Uint8Array.of(5),
    "an ArrayBuffer": new ArrayBuffer(5),
    "a boxed number": new Number(NaN),
    "a promise": Promise.resolve(5),
};

for (const [name, value] of Object.entries(unrepresentable)) {
    test(`${name} is refused`, () => {
        assert.deepEqual(refusal(() => property.read(withMeta({ a: { b: [1, value] } }))), ["input.bad_value", "meta.a.b[1]"]);
        assert.deepEqual(refusal(() => property.read(withMeta({ c: value }))), ["input.bad_value", "meta.c"]);
        const shared = () => application.share(samples.application, { lenders: ["bank-2", value] }, context);
        assert.deepEqual(refusal(shared), ["input.bad_value", "lenders[1]"]);
        const stored = { ...samples.application, meta: { d: value } };
        assert.deepEqual(refusal(() => application.share(stored, { lenders: ["bank-2"] }, context)), [
            "input.bad_value",
            "document.meta.d",
        ]);
    });
}

test("undefined is refused in a list and absent in an object", () => {
    assert.deepEqual(refusal(() => property.read(withMeta({ a: [undefined] }))), ["input.bad_value", "meta.a[0]"]);
    assert.deepEqual(refusal(() => property.read(withMeta({ a: new Array(1) }))), ["input.bad_value", "meta.a[0]"]);
    assert.deepEqual(property.read(withMeta({ a: undefined, b: 1 })).meta, { b: 1 });
    assert.deepEqual(refusal(() => property.read({ ...samples.property, ownerUid: undefined })), [
        "input.missing_field",
        "ownerUid",
    ]);
});

test("a name that is no text is refused", () => {
    assert.equal(refusal(() => property.read(withMeta({ "\ud800": 1 })))[0], "input.bad_value");
});

test("a circle and what nests too deep are refused", () => {
    const circle = {};
    circle.self = circle;
    assert.equal(refusal(() => property.read(withMeta(circle)))[0], "input.too_deep");
    assert.equal(refusal(() => lifecycle.decide("application.share", samples.application, circle, context))[0], "input.too_deep");
    const list = [];
    list.push(list);
    assert.equal(refusal(() => property.read(withMeta({ list })))[0], "input.too_deep");
    const nested = (levels) => (levels === 0 ? 0 : [nested(levels - 1)]);
    assert.deepEqual(property.read(withMeta({ a: nested(30) })).meta, { a: nested(30) });
    assert.equal(refusal(() => property.read(withMeta({ a: nested(31) })))[0], "input.too_deep");
});

test("a document too large is refused, however it is built", () => {
    assert.equal(refusal(() => property.read(withMeta({ a: "a".repeat(256 * 1024) })))[0], "input.too_large");
    let doubled = [1];
    for (let level = 0; level < 25; level += 1) {
        doubled = [doubled, doubled];
    }
    assert.equal(refusal(() => property.read(withMeta({ doubled })))[0], "input.too_large");
    assert.equal(refusal(() => property.read(withMeta({ many: Array(65_536).fill(0) })))[0], "input.too_large");
    assert.doesNotThrow(() => property.read(withMeta({ many: Array(60_000).fill(0) })));
});

test("a valid Date is its text", () => {
    const submissionTs = new Date("2025-02-01T10:15:00.250Z");
    assert.equal(application.read({ ...samples.application, submissionTs }).submissionTs, "2025-02-01T10:15:00.250Z");
    const elsewhere = vm.runInNewContext("new Date(0)");
    assert.equal(application.read({ ...samples.application, submissionTs: elsewhere }).submissionTs, "1970-01-01T00:00:00Z");
    const invalid = vm.runInNewContext("new Date(NaN)");
    assert.deepEqual(refusal(() => application.read({ ...samples.application, submissionTs: invalid })), [
        "input.bad_value",
        "submissionTs",
    ]);
    const now = new Date(NaN);
    assert.deepEqual(refusal(() => offer.decline(samples.offer, {}, { ...context, now })), ["input.bad_value", "context.now"]);
    assert.deepEqual(refusal(() => offer.decline(samples.offer, {}, { ...context, now: 1738407600000 })), [
        "input.wrong_type",
        "context.now",
    ]);
});

test("objects of other kinds cross by what they are written as", () => {
    class Row {
        livingAreaSqm = 140;
    }
    assert.deepEqual(property.read(withMeta(new Row())).meta, { livingAreaSqm: 140 });
    class Written {
        toJSON() {
            return { livingAreaSqm: 140 };
        }
    }
    assert.deepEqual(property.read(withMeta(new Written())).meta, { livingAreaSqm: 140 });
    class WronglyWritten {
        toJSON() {
            return { livingAreaSqm: NaN };
        }
    }
    assert.deepEqual(refusal(() => property.read(withMeta(new WronglyWritten()))), ["input.bad_value", "meta.livingAreaSqm"]);
    const bare = Object.assign(Object.create(null), { a: 1 });
    assert.deepEqual(property.read(withMeta(bare)).meta, { a: 1 });
    const parsed = JSON.parse('{ "__proto__": { "admin": true } }');
    assert.deepEqual(Object.keys(property.read(withMeta(parsed)).meta), ["__proto__"]);
    assert.equal({}.admin, undefined);
});

test("what stands in the place of a document is refused", () => {
    for (const value of [undefined, null, 5, "text", true, [], () => 5, 5n]) {
        const [code] = refusal(() => property.read(value));
        assert(["input.bad_value", "input.wrong_type"].includes(code), code);
    }
    for (const text of [undefined, null, 5, {}, ["{}"]]) {
        assert.deepEqual(refusal(() => property.parse(text)), ["input.wrong_type", "text"]);
    }
    assert.deepEqual(refusal(() => property.parse('"\ud800"')), ["input.bad_value", "text"]);
});

test("what is given is left as it was", () => {
    const before = structuredClone(samples.acceptableOffer);
    const given = Object.freeze({
        contractId: "mort-contract-2025-0001",
        application: samples.offeredApplication,
        siblings: [],
    });
    offer.accept(samples.acceptableOffer, given, { now: "2025-02-03T08:00:00Z", actor: { party: "user-abc" } });
    assert.deepEqual(samples.acceptableOffer, before);
});
