// Tranches: a part of a loan is issued, taken, and ends.
import assert from "node:assert/strict";
import test from "node:test";

import { MotError, lifecycle, tranche } from "mot-core";
import samples from "./samples.json" with { type: "json" };

const NOON = "2025-02-03T12:00:00Z";
const at = (now, actor) => ({ now, actor });
const lender = at(NOON, { party: "bank-xyz" });
const investor = at(NOON, { party: "investor-1" });
const { newTranche, offer } = samples;
const accepted = { ...offer, status: "accepted", roomRefs: { ...offer.roomRefs, contractRoomId: samples.contract.roomRefs.contractRoomId } };

function refusal(call) {
    try {
        call();
    } catch (error) {
        assert(error instanceof MotError, error);
        return [error.code, error.path];
    }
    return assert.fail("nothing was refused");
}

test("a part of the loan is issued and taken", () => {
    const issued = tranche.issue({ tranche: newTranche, offer, tranches: [] }, lender);
    assert.deepEqual(issued.changes, [{ kind: "tranche", id: newTranche.voucherId, expectedVersion: 0, document: samples.tranche }]);
    assert.deepEqual(issued.requires, [
        { unique: "tranches/mort-offer-2025-0001/1" },
        { unchanged: { kind: "offer", id: offer.voucherId, version: offer.version } },
    ]);
    const { changes, events, feeTriggers } = tranche.place(samples.tranche, { offer }, investor);
    assert.deepEqual(lifecycle.fold("tranche", samples.tranche, events), changes[0].document);
    assert.deepEqual([changes[0].document.status, changes[0].document.holderUid], ["placed", "investor-1"]);
    assert.deepEqual([feeTriggers[0].base, feeTriggers[0].payer], [newTranche.nominalAmount, { role: "lender", id: "bank-xyz" }]);
    assert.deepEqual(refusal(() => tranche.place(samples.tranche, { offer }, lender)), ["lifecycle.actor_not_allowed", undefined]);
});

test("the live tranches stay within the loan", () => {
    const whole = { ...newTranche, voucherId: "t-2", nominalAmount: offer.loan };
    const issue = (known) => tranche.issue({ tranche: whole, offer, tranches: [known] }, lender);
    assert.equal(refusal(() => issue(samples.tranche))[0], "mortgage.tranches_exceed_loan");
    const { requires } = issue({ ...samples.tranche, status: "withdrawn" });
    assert.deepEqual([requires[0], requires[2]], [
        { unique: "tranches/mort-offer-2025-0001/2" },
        { unchanged: { kind: "tranche", id: samples.tranche.voucherId, version: 1 } },
    ]);
    const again = { tranche: newTranche, offer, tranches: [], existing: samples.tranche };
    assert.equal(refusal(() => tranche.issue(again, lender))[0], "lifecycle.already_exists");
    assert.deepEqual(refusal(() => tranche.issue({ tranche: newTranche, offer }, lender)), ["input.missing_field", "tranches"]);
});

test("an accepted offer comes with its contract", () => {
    const { contract } = samples;
    assert.equal(refusal(() => tranche.place(samples.tranche, { offer: accepted }, investor))[0], "lifecycle.wrong_document");
    assert.equal(refusal(() => tranche.place(samples.tranche, { offer, contract }, investor))[0], "lifecycle.wrong_document");
    const lapse = (given) => tranche.lapse(samples.tranche, { offer: accepted, contract: given }, at(NOON, "system"));
    assert.equal(refusal(() => lapse(contract))[0], "mortgage.underlying_live");
    assert.equal(lapse({ ...contract, status: "cancelled" }).events[0].type, "tranche.lapsed");
});

test("the lender withdraws, and time ends", () => {
    assert.equal(tranche.withdraw(samples.tranche, { offer }, lender).events[0].type, "tranche.withdrawn");
    const expire = (now) => tranche.expire(samples.tranche, { offer }, at(now, "system"));
    assert.equal(refusal(() => expire("2025-03-01T23:59:59Z"))[0], "mortgage.not_lapsed");
    assert.equal(expire("2025-03-02T00:00:00Z").events[0].type, "tranche.expired");
});

test("what is allowed comes with the code why not", () => {
    const late = at("2025-02-11T00:00:00Z", { party: "investor-1" });
    const place = (others) => tranche.allowed(samples.tranche, others, late).find(({ command }) => command === "place");
    assert.deepEqual(place({}), { command: "place", enabled: true, code: null });
    assert.equal(place({ offer }).code, "mortgage.underlying_gone");
    assert.equal(place({ offer: null, contract: null }).enabled, true);
    assert.deepEqual(refusal(() => place({ application: 5 })), ["input.wrong_type", "application"]);
    assert.deepEqual(refusal(() => place({ loan: offer })), ["input.unknown_field", "loan"]);
});

test("a holder that contradicts the status is refused", () => {
    assert.deepEqual(refusal(() => tranche.read({ ...samples.tranche, holderUid: "investor-1" })), ["input.bad_value", "status"]);
    assert.deepEqual(tranche.read(samples.tranche), samples.tranche);
    assert.deepEqual(tranche.parse(JSON.stringify(samples.tranche)), samples.tranche);
});
