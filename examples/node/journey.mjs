// One mortgage, from the link that opens the portal to the fee of the loan. See examples/README.md.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { MotError, application, canonicalJson, contract, fee, identity, money, mortgage, offer } from "mot-core";

const data = process.argv[2] ?? "examples/data";
const read = (name) => JSON.parse(readFileSync(join(data, name), "utf8"));

const stored = { application: null, contract: null, offers: new Map() };
const lines = [];

const borrower = openPortal(read("link.json"));
const context = (now, party) => ({ now, actor: { party } });

commit(
    "the borrower asks for a loan",
    application.submit(
        { application: read("application.json"), property: read("property.json") },
        context("2025-02-01T10:15:00Z", borrower),
    ),
);
commit(
    "shows the application to three lenders",
    application.share(
        stored.application,
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
    commit(
        `${lender} offers ${shown(loan)} at ${money.percent(nominalRate, 2)} %, ${shown(monthly)} a month`,
        offer.make({ offer: terms, policy: "de_mortgage", application: stored.application }, context(now, lender)),
    );
}

const chosen = stored.offers.get("mort-offer-2025-0001");
const sheet = {
    kind: "information_sheet",
    at: "2025-02-01T12:30:00Z",
    termsSha256: offer.termsSha256(chosen),
    reference: "doc-77",
};
commit(
    "bank-xyz hands over the information sheet",
    offer.recordEvidence(chosen, { evidence: sheet }, context("2025-02-01T12:30:00Z", "bank-xyz")),
);

function accept(id) {
    const siblings = [...stored.offers.values()].filter((other) => other.voucherId !== id);
    return offer.accept(
        stored.offers.get(id),
        { contractId: "mort-contract-2025-0001", application: stored.application, siblings },
        context("2025-02-03T08:00:00Z", borrower),
    );
}
refuse("the borrower wants the offer of bank-3, which has lapsed", () => accept("mort-offer-2025-0003"));
commit("the borrower accepts the offer of bank-xyz", accept("mort-offer-2025-0001"));

const draft = createHash("sha256").update("the draft of mort-contract-2025-0001").digest("hex");
const draftPdf = "s3://contracts/drafts/mort-contract-2025-0001.pdf";
commit(
    "bank-xyz puts the draft in place",
    contract.replaceDraft(stored.contract, { draftPdf, sha256: draft }, context("2025-02-04T08:30:00Z", "bank-xyz")),
);

for (const evidence of [
    { kind: "credit_assessment", at: "2025-02-04T09:00:00Z", result: "positive" },
    { kind: "identification", at: "2025-02-04T09:05:00Z", subject: borrower },
    { kind: "contract_copy", at: "2025-02-05T09:30:00Z" },
    { kind: "mandatory_information", at: "2025-02-05T09:35:00Z" },
]) {
    const recorded = contract.recordEvidence(stored.contract, { evidence }, context(evidence.at, "bank-xyz"));
    commit(`bank-xyz records: ${evidence.kind}`, recorded);
}

const sign = (now, party) => contract.sign(stored.contract, { documentSha256: draft }, context(now, party));
commit("the borrower signs", sign("2025-02-05T09:45:00Z", borrower));
const signed = sign("2025-02-05T10:00:00Z", "bank-xyz");
commit("bank-xyz signs, and the contract is made", signed);

const schedule = new fee.FeeSchedule(read("fee-schedule.json"));
for (const trigger of signed.feeTriggers) {
    const due = fee.quote(schedule, trigger);
    tell(due.at, `${due.payer.id} owes the platform ${shown(due.amount)} on ${shown(due.base)}`);
    keep({ fee: due });
}
for (const line of lines) {
    console.log(line);
}

/** Signs a link as the sender does, and judges it as the portal does: whoever opens it is the borrower. */
function openPortal({ audience, mot, uid, entropyHex, signedAt, openedAt, keys }) {
    const bytes = (hexadecimal) => Buffer.from(hexadecimal, "hex");
    const [active, ...earlier] = keys;
    const ring = new identity.KeyRing(active.id, bytes(active.secretHex));
    for (const { id, secretHex, status } of earlier) {
        ring.add(id, bytes(secretHex), status);
    }
    const signer = new identity.LinkSigner(ring);
    const fragment = signer.signFor(audience, { mot, uid, now: signedAt, entropy: bytes(entropyHex) });

    const verifier = new identity.LinkVerifier(ring, { audience });
    const candidate = identity.verify(verifier, fragment, new Date(openedAt));
    const link = candidate.bind(uid).accept("fresh");
    tell(openedAt, `a link opens the portal for ${link.uid}, ${link.ageMs} ms after it was signed`);
    const { keyId, ageMs, replayKey, replayExpiresAt } = link;
    keep({ link: { fragment, uid: link.uid, keyId, ageMs, replayKey, replayExpiresAt: replayExpiresAt.getTime() } });
    return link.uid;
}

/** Keeps what was decided. A host does this in one transaction, expecting the versions that the decision names. */
function commit(telling, decision) {
    keep(decision);
    tell(decision.events[0].at, telling);
    console.log(" ".repeat(22) + decision.events.map((event) => event.type).join(", "));
    for (const { kind, id, document } of decision.changes) {
        if (kind === "offer") {
            stored.offers.set(id, document);
        } else {
            stored[kind] = document;
        }
    }
}

/** Tells that something is refused; nothing changes. */
function refuse(telling, attempt) {
    try {
        attempt();
    } catch (refusal) {
        if (!(refusal instanceof MotError)) {
            throw refusal;
        }
        const { code, details, message } = refusal;
        console.log(`${" ".repeat(22)}${telling}\n${" ".repeat(22)}refused: ${code}, ${message}`);
        keep({ refusal: { code, details, message } });
        return;
    }
    throw new Error("a lapsed offer was accepted");
}

function tell(at, telling) {
    console.log(`${at}  ${telling}`);
}

/** Keeps an outcome as a canonical line. */
function keep(outcome) {
    lines.push(canonicalJson(JSON.stringify(outcome)));
}

function shown(amount) {
    return `${money.decimal(amount)} ${amount.currency}`;
}
