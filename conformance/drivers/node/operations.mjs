// Each operation of the vectors as calls of the public interface.
import { application, contract, fee, identity, money, mortgage, offer, property, room } from "mot-core";

import { runScenario } from "./scenario.mjs";

const documents = { property, application, offer, contract };

/** What the library says to what goes in; a refusal is thrown. */
export const operations = {
    "money.parse": ({ text, currency = "EUR" }) => money.parse(text, currency),

    "money.allocate": ({ total, weights }) => {
        return { parts: money.allocate(total, weights).map(({ amount }) => amount) };
    },

    "money.parse_units": ({ text, scale }) => ({ count: money.parseUnits(text, scale).toString(), scale }),

    "identity.encode_uid": ({ entropyHex }) => ({ uid: identity.Uid.fromEntropy(Buffer.from(entropyHex, "hex")) }),

    "identity.verify_link": verifyLink,

    "room.parse": ({ text }) => room.parse(text),

    "mortgage.instalment": ({ loan, nominalRate, initialRepayment, rounding = "half_up" }) => {
        return { instalment: mortgage.instalment({ loan, nominalRate, initialRate: initialRepayment, rounding }) };
    },

    "fee.compute": computeFee,

    "fee.check_policy": ({ feeId, payerRole, rate }) => {
        fee.check({ feeId, payerRole, rate });
        return {};
    },

    "scenario.run": runScenario,

    "hostile.read": ({ kind, text, pad = 0 }) => ({ document: documents[kind].parse(text + " ".repeat(pad)) }),
};

function verifyLink(given, notes) {
    const { maxAgeMs, maxFutureSkewMs, audience, requireV2, revokedUids, issuedAfter } = given;
    const verifier = new identity.LinkVerifier(keyRing(given.keys, notes), {
        maximumAgeMs: maxAgeMs,
        maximumSkewMs: maxFutureSkewMs,
        audience: audience ?? undefined,
        requireVersion2: requireV2,
        revoked: revokedUids,
        issuedAfter: issuedAfter === undefined || issuedAfter === null ? undefined : new Date(issuedAfter),
    });
    const checked = identity.check(verifier, given.fragment, given.now);
    const candidate = identity.verify(verifier, given.fragment, given.now);
    if (!checked.ok || checked.ageMs !== candidate.ageMs) {
        throw new Error(`check says ${JSON.stringify(checked)}, verify ${JSON.stringify(candidate)}`);
    }
    const bound = candidate.bind(given.storedUid ?? null);
    const seen = (given.seenReplayKeys ?? []).includes(bound.replayKey);
    const link = bound.accept(seen ? "seen" : "fresh");
    return { ...link, replayExpiresAt: link.replayExpiresAt.getTime() };
}

function keyRing(keys, notes) {
    const [first, ...others] = typeof keys === "string" ? notes.keySets[keys] : keys;
    const ring = new identity.KeyRing(first.kid, Buffer.from(first.secretHex, "hex"));
    for (const { kid, secretHex, status } of others) {
        ring.add(kid, Buffer.from(secretHex, "hex"), status);
    }
    return ring;
}

function computeFee({ base, units, model, rounding = "half_up", min, max }) {
    const { currency } = base ?? model.price;
    const amount = (minorUnits) => {
        return minorUnits === undefined || minorUnits === null ? undefined : { amount: minorUnits, currency };
    };
    const { fixed, ...others } = model;
    const given = {
        model: fixed === undefined ? others : { ...others, fixed: amount(fixed) ?? null },
        minimum: amount(min),
        maximum: amount(max),
    };
    return { fee: units === undefined ? fee.compute({ ...given, base, rounding }) : fee.computeUnits({ ...given, units }) };
}
