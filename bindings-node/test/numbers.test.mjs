// Numbers that a careless conversion would bend: −1 to 4294967295, 1.5 to 1, NaN to 0, 2^32 + 5 to 5.
import assert from "node:assert/strict";
import test from "node:test";

import { MotError, application, fee, identity, money, mortgage, offer } from "mot-core";
import samples from "./samples.json" with { type: "json" };

const context = { now: "2025-02-03T08:00:00Z", actor: { party: "user-abc" } };
const euros = (amount) => ({ amount, currency: "EUR" });

function code(call) {
    try {
        call();
    } catch (error) {
        assert(error instanceof MotError, error);
        return error.code;
    }
    return undefined;
}

const counts = {
    "the scale of units": (count) => money.parseUnits("1", count),
    "the decimals of a rate": (count) => money.percent("0.5", count),
    "the age of a link": (count) => verifier({ maximumAgeMs: count }),
    "the skew of a link": (count) => verifier({ maximumSkewMs: count }),
    "the units of a package": (count) => {
        return fee.computeUnits({ model: { type: "package", size: 10, price: euros(1), freeUnits: 0 }, units: count });
    },
    "the years of an application": (count) => {
        return application.read({ ...samples.application, desiredDurationYears: count });
    },
    "the version of a document": (count) => offer.read({ ...samples.offer, version: count }),
    "the expected version": (count) => {
        const given = { contractId: "c-1", application: samples.offeredApplication, siblings: [] };
        return offer.accept(samples.acceptableOffer, given, { ...context, expectedVersion: count });
    },
};

for (const [name, call] of Object.entries(counts)) {
    test(`${name} is a whole number or refused`, () => {
        for (const wrong of [-1, 1.5, NaN, Infinity, 2 ** 53, "1", true, {}, [1], 1n]) {
            const refused = code(() => call(wrong));
            assert(["input.bad_value", "input.wrong_type"].includes(refused), `${String(wrong)}: ${refused}`);
        }
    });
}

test("beyond 32 bits a count is not another one", () => {
    assert.equal(code(() => money.parseUnits("1", 2 ** 32 + 5)), "input.bad_value");
    assert.equal(code(() => application.read({ ...samples.application, desiredDurationYears: 2 ** 32 + 5 })), "input.bad_value");
    const given = { contractId: "c-1", application: samples.offeredApplication, siblings: [] };
    const expectedVersion = 2 ** 32 + samples.acceptableOffer.version;
    assert.equal(
        code(() => offer.accept(samples.acceptableOffer, given, { ...context, expectedVersion })),
        "lifecycle.version_conflict",
    );
});

test("amounts are safe integers", () => {
    assert.deepEqual(money.plus(euros(-1), euros(0)), euros(-1));
    assert.deepEqual(money.plus(euros(2 ** 32 + 5), euros(0)), euros(4_294_967_301));
    assert.deepEqual(money.plus(euros(-0), euros(0)), euros(0));
    assert.deepEqual(money.plus(euros(Number.MAX_SAFE_INTEGER), euros(0)), euros(9_007_199_254_740_991));
    assert.equal(code(() => money.plus(euros(2 ** 53), euros(0))), "money.overflow");
    assert.equal(code(() => money.plus(euros(1.5), euros(0))), "money.bad_number");
    assert.equal(code(() => money.plus(euros(1e21), euros(0))), "money.bad_number");
    assert.equal(code(() => money.plus(euros(NaN), euros(0))), "input.bad_value");
    assert.equal(code(() => money.plus(euros("1"), euros(0))), "input.wrong_type");
    assert.equal(code(() => money.plus(euros(1n), euros(0))), "input.bad_value");
    assert.equal(code(() => money.allocate(euros(10), [1, 1.5])), "money.bad_number");
    assert.equal(code(() => money.allocate(euros(10), [1, -1])), "money.negative_weight");
});

test("rates are numbers or texts", () => {
    assert.equal(money.rate(0.1), "0.1");
    assert.equal(money.rate("0.10"), "0.1");
    assert.equal(code(() => money.rate(0.1 + 0.2)), "money.rate_too_precise");
    assert.equal(code(() => money.rate("0,1")), "money.bad_rate");
    assert.equal(code(() => money.rate(NaN)), "input.bad_value");
    assert.equal(code(() => money.rate(1e21)), "money.rate_out_of_range");
    assert.equal(code(() => money.rate(true)), "input.wrong_type");
    const rates = { loan: euros(36_000_000), nominalRate: 0.032, initialRate: "0.02", rounding: "half_up" };
    assert.deepEqual(mortgage.instalment(rates), euros(156_000));
    assert.equal(code(() => mortgage.instalment({ ...rates, rounding: "nearest" })), "input.bad_value");
});

test("token units are BigInt", () => {
    assert.equal(money.parseUnits("340282366920938463463374607431768211455", 0), 2n ** 128n - 1n);
    assert.equal(code(() => money.parseUnits("340282366920938463463374607431768211456", 0)), "money.overflow");
    assert.equal(money.unitsDecimal(2n ** 128n - 1n, 18), "340282366920938463463.374607431768211455");
    assert.equal(code(() => money.unitsDecimal(2n ** 128n, 18)), "money.overflow");
    assert.equal(code(() => money.unitsDecimal(-1n, 18)), "money.bad_number");
    assert.equal(code(() => money.unitsDecimal(5, 18)), "input.wrong_type");
});

test("the clock of a link is whole milliseconds of a year from 1 to 9999", () => {
    for (const [now, expected] of [
        [1.5, "input.bad_value"],
        [NaN, "input.bad_value"],
        [Infinity, "input.bad_value"],
        [new Date(NaN), "input.bad_value"],
        [8.64e15, "time.out_of_range"],
        [-1e300, "time.out_of_range"],
        [-1, "identity.malformed"],
        ["2025-02-01T12:00:00Z", "input.wrong_type"],
        [undefined, "input.wrong_type"],
        [5n, "input.wrong_type"],
    ]) {
        assert.equal(code(() => identity.verify(verifier({}), "mot", now)), expected, String(now));
    }
});

function verifier(policy) {
    const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
    return new identity.LinkVerifier(ring, policy);
}
