// One mortgage, from the link that opens the portal to the fee of the loan. See examples/README.md.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { application, contract, fee, identity, money, mortgage, offer, room } from "mot-core";

import { open, prove } from "./portal.mjs";
import { Story } from "./story.mjs";

const data = process.argv[2] ?? "examples/data";
const read = (name) => JSON.parse(readFileSync(join(data, name), "utf8"));

const story = new Story();
const used = new identity.ReplayStore(10_000);
const borrower = open(read("link.json"), used, story);
prove(read("proof.json"), used, story);
const context = (now, party) => ({ now, actor: { party } });

story.commit(
    "the borrower asks for a loan",
    application.submit(
        { application: read("application.json"), property: read("property.json") },
        context("2025-02-01T10:15:00Z", borrower),
    ),
);
story.commit(
    "shows the application to three lenders",
    application.share(
        story.application,
        { lenders: ["bank-xyz", "bank-2", "bank-3"] },
        context("2025-02-01T11:00:00Z", borrower),
    ),
);

const makers = { "bank-xyz": "2025-02-01T12:00:00Z", "bank-2": "2025-02-01T12:10:00Z", "bank-3": "2025-02-01T12:20:00Z" };
for (const [lender, now] of Object.entries(makers)) {
    const terms = read(`offer-${lender}.json`);
    const { loan, interest, repayment } = terms;
    const { nominalRate } = interest;
    const monthly = mortgage.instalment({ loan, nominalRate, initialRate: repayment.initialRate, rounding: "half_up" });
    story.commit(
        `${lender} offers ${shown(loan)} at ${money.percent(nominalRate, 2)} %, ${shown(monthly)} a month`,
        offer.make({ offer: terms, policy: "de_mortgage", application: story.application }, context(now, lender)),
    );
}

weigh();
meet();

const chosen = story.offers.get("mort-offer-2025-0001");
const sheet = {
    kind: "information_sheet",
    at: "2025-02-01T12:30:00Z",
    termsSha256: offer.termsSha256(chosen),
    reference: "doc-77",
};
story.commit(
    "bank-xyz hands over the information sheet",
    offer.recordEvidence(chosen, { evidence: sheet }, context("2025-02-01T12:30:00Z", "bank-xyz")),
);

function accept(id) {
    const siblings = [...story.offers.values()].filter((other) => other.voucherId !== id);
    return offer.accept(
        story.offers.get(id),
        { contractId: "mort-contract-2025-0001", application: story.application, siblings },
        context("2025-02-03T08:00:00Z", borrower),
    );
}
story.refuse("the borrower wants the offer of bank-3, which has lapsed", () => accept("mort-offer-2025-0003"));
story.commit("the borrower accepts the offer of bank-xyz", accept("mort-offer-2025-0001"));

const draft = createHash("sha256").update("the draft of mort-contract-2025-0001").digest("hex");
const draftPdf = "s3://contracts/drafts/mort-contract-2025-0001.pdf";
story.commit(
    "bank-xyz puts the draft in place",
    contract.replaceDraft(story.contract, { draftPdf, sha256: draft }, context("2025-02-04T08:30:00Z", "bank-xyz")),
);

for (const evidence of [
    { kind: "credit_assessment", at: "2025-02-04T09:00:00Z", result: "positive" },
    { kind: "identification", at: "2025-02-04T09:05:00Z", subject: borrower },
    { kind: "contract_copy", at: "2025-02-05T09:30:00Z" },
    { kind: "mandatory_information", at: "2025-02-05T09:35:00Z" },
]) {
    const recorded = contract.recordEvidence(story.contract, { evidence }, context(evidence.at, "bank-xyz"));
    story.commit(`bank-xyz records: ${evidence.kind}`, recorded);
}

const sign = (now, party) => contract.sign(story.contract, { documentSha256: draft }, context(now, party));
story.commit("the borrower signs", sign("2025-02-05T09:45:00Z", borrower));
const signed = sign("2025-02-05T10:00:00Z", "bank-xyz");
story.commit("bank-xyz signs, and the contract is made", signed);

const schedule = new fee.FeeSchedule(read("fee-schedule.json"));
for (const trigger of signed.feeTriggers) {
    const due = fee.quote(schedule, trigger);
    story.tell(due.at, `${due.payer.id} owes the platform ${shown(due.amount)} on ${shown(due.base)}`);
    story.keep({ fee: due });
}
for (const line of story.lines) {
    console.log(line);
}

/** The offers' stated rates are checked, and the offers compared over the shortest time for which a rate is fixed. */
function weigh() {
    const now = "2025-02-01T12:22:00Z";
    const offers = [1, 2, 3].map((number) => story.offers.get(`mort-offer-2025-000${number}`));
    for (const made of offers) {
        const stated = made.interest.effectiveRate;
        const found = offer.verifyStatedAprc(made, stated);
        const [said, rate] = [stated, found.rate].map((rate) => money.percent(rate, 2));
        story.tell(now, `${made.issuerId} states ${said} %, it is ${rate} %: ${found.verdict}`);
        story.keep({ statedAprc: found });
    }

    const comparison = mortgage.compare(offers.map((made) => offer.financing(made)), "total_cost");
    for (const one of comparison.ranking) {
        const lender = offers[one.index].issuerId;
        const why = `interest ${shown(one.moreInterest)}, costs ${shown(one.moreCosts)}`;
        const [cost, more] = [one.totalCost, one.moreTotalCost].map(shown);
        story.tell(now, `${one.rank}. ${lender} costs ${cost} in ${comparison.horizonMonths} months, ${more} more: ${why}`);
    }
    story.keep({ comparison });
}

/** The borrower goes to the room of an offer and says something; a stranger does not get in. */
function meet() {
    const admission = room.admission("offer", story.offers.get("mort-offer-2025-0001"));
    const wabe = new room.Honeycomb().lowestFree(["A-1", "cell-2"]);
    const link = room.writeLink("honeycomb.html", { wabe, roomId: admission.room, uid: borrower });
    const now = "2025-02-01T12:25:00Z";
    story.tell(now, `the room of the offer is ${admission.room}, at ${wabe}`);
    story.keep({ roomLink: link });

    const sent = `{ "type": "message", "roomId": "mortgage:offer:mort-offer-2025-0001", "payload": { "text": "Is 3.2 % your last word?" } }`;
    const said = admission.admit(sent, { actor: { party: borrower }, now });
    story.tell(now, "the borrower says something there");
    story.keep({ message: said });
    story.refuse("a stranger wants to say the same", () => admission.admit(sent, { actor: { party: "user-abc" }, now }));
}

function shown(amount) {
    return `${money.decimal(amount)} ${amount.currency}`;
}
