// Refusals are MotErrors with the core's code, whatever the arguments are.
import assert from "node:assert/strict";
import test from "node:test";
import { inspect } from "node:util";

import * as mot from "mot-core";

const { ERROR_CODES, MotError } = mot;

function thrown(call) {
    try {
        call();
    } catch (error) {
        return error;
    }
    return undefined;
}

test("a refusal tells its code, family, details and path", () => {
    const error = thrown(() => mot.property.read({ colour: "red" }));
    assert(error instanceof MotError && error instanceof Error);
    assert.deepEqual([error.name, error.code, error.family, error.path], ["MotError", "input.unknown_field", "input", "colour"]);
    assert.equal(error.message, "there is no such field here");
    assert.equal(String(error), "MotError: input.unknown_field: colour: there is no such field here");
    assert.match(error.stack, /^MotError: input\.unknown_field: colour: there is no such field here\n.*errors\.test\.mjs/s);
    assert(inspect(error).startsWith(error.stack), inspect(error));
    assert.deepEqual(Object.keys(error), ["code", "details", "path", "publicCode"]);
    assert.deepEqual(JSON.parse(JSON.stringify(error)), {
        code: "input.unknown_field",
        message: "there is no such field here",
        details: {},
        path: "colour",
    });
    const details = thrown(() => mot.money.parse("1.234", "EUR"));
    assert.deepEqual(details.toJSON(), {
        code: "money.too_precise",
        message: details.message,
        details: { digits: "3", allowed: "2" },
    });
    assert.equal(String(details), `MotError: money.too_precise: ${details.message}`);
});

test("the refusal of a link tells what strangers may be told", () => {
    const ring = new mot.identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
    const error = thrown(() => mot.identity.verify(new mot.identity.LinkVerifier(ring), "#mot", Date.now()));
    const { code, message, details } = error;
    assert.deepEqual(error.toJSON(), { code: "identity.malformed", message, details, publicCode: "link_invalid" });
    assert.equal(String(error), `MotError: ${code}: ${message}`);
});

test("a path begins with the name of the parameter", () => {
    const euro = { amount: 1, currency: "EUR" };
    const wrong = { amount: 0.5, currency: "EUR" };
    const paths = [
        ["money.amount", () => mot.money.plus(wrong, euro)],
        ["other.amount", () => mot.money.minus(euro, wrong)],
        ["money.amount", () => mot.money.decimal(wrong)],
        ["money.amount", () => mot.money.share(wrong, 0.5, "half_up")],
        ["weights[0]", () => mot.money.allocate(euro, ["1"])],
        ["rate", () => mot.money.rate("half")],
        ["rate", () => mot.money.percent("half", 1)],
        ["id", () => mot.room.forOffer("bank--xyz")],
    ];
    for (const [path, call] of paths) {
        assert.equal(thrown(call)?.path, path, String(call));
    }
});

const values = [undefined, null, true, 0, -1, 1.5, NaN, 5n, "", "text", "\ud800", Symbol("s"), () => 5, {}, [], new Date(NaN), new Map()];

/** Every function of every namespace, however deep, and the classes by their constructors and static functions. */
function functions() {
    const found = [];
    const classes = (value) => /^class\b/.test(Function.prototype.toString.call(value));
    const visit = (name, value) => {
        if (typeof value === "function" && classes(value)) {
            found.push([`new ${name}`, (...given) => new value(...given)]);
            const own = Object.getOwnPropertyNames(value).filter((inner) => typeof value[inner] === "function");
            own.forEach((inner) => found.push([`${name}.${inner}`, value[inner]]));
        } else if (typeof value === "function") {
            found.push([name, value]);
        } else if (typeof value === "object" && !Array.isArray(value)) {
            Object.entries(value).forEach(([inner, member]) => visit(`${name}.${inner}`, member));
        }
    };
    for (const [name, member] of Object.entries(mot)) {
        if (!(member?.prototype instanceof Error)) {
            visit(name, member);
        }
    }
    return found;
}

for (const [name, call] of functions()) {
    test(`${name} refuses any nonsense by the core's codes`, () => {
        for (const one of values) {
            for (const other of values) {
                const error = thrown(() => call(one, other, other));
                if (error === undefined) {
                    continue;
                }
                const shown = `${name}(${typeof one} ${String(one)}, ${typeof other}): ${error.stack}`;
                assert(error instanceof MotError, shown);
                assert(ERROR_CODES.includes(error.code), shown);
                assert(error.path === undefined || error.path !== "", shown);
            }
        }
    });
}

test("the nonsense was put to every part of the surface", () => {
    const names = functions().map(([name]) => name);
    for (const expected of ["money.parse", "offer.accept", "contract.sign", "new identity.KeyRing", "identity.check", "identity.DeviceKey.fromJwk", "identity.Identity.verify", "room.admission", "canonicalJson"]) {
        assert(names.includes(expected), expected);
    }
    assert(names.length > 90, String(names.length));
});
