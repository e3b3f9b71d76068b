// Each operation of the vectors as calls of the public interface.
import { application, booking, card, contract, fee, identity, money, offer, property, tranche, voucher } from "mot-core";

import { financingOperations } from "./financing.mjs";
import { identityOperations } from "./identity.mjs";
import { mortgageOperations } from "./mortgage.mjs";
import { roomOperations } from "./room.mjs";
import { runScenario } from "./scenario.mjs";
import { voucherOperations } from "./voucher.mjs";

const documents = { identity: identity.Identity, property, application, offer, contract, tranche, voucher, booking, card };

/** What the library says to what goes in; a refusal is thrown. */
export const operations = {
    "money.parse": ({ text, currency = "EUR" }) => money.parse(text, currency),

    "money.allocate": ({ total, weights }) => {
        return { parts: money.allocate(total, weights).map(({ amount }) => amount) };
    },

    "money.parse_units": ({ text, scale }) => ({ count: money.parseUnits(text, scale).toString(), scale }),

    ...identityOperations,

    ...roomOperations,

    ...mortgageOperations,

    ...financingOperations,

    ...voucherOperations,

    "fee.compute": computeFee,

    "fee.check_policy": ({ feeId, payerRole, rate }) => {
        fee.check({ feeId, payerRole, rate });
        return {};
    },

    "scenario.run": runScenario,

    "hostile.read": ({ kind, text, pad = 0 }) => ({ document: documents[kind].parse(text + " ".repeat(pad)) }),
};

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
