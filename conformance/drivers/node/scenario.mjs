// Scenarios: steps decided one after the other and committed as a host would.
import { isDeepStrictEqual } from "node:util";

import { MotError, application, booking, card, contract, identity, lifecycle, offer, tranche, voucher } from "mot-core";

import { instant, keyRing } from "./identity.mjs";
import { holds } from "./vectors.mjs";

/** The commands that have a function of their own; all others are decided by name. */
const commands = {
    "identity.create": (existing, given, context) => identity.Identity.create({ ...given, existing }, context),
    "identity.verify": verifyIdentity,
    "identity.expire": identity.Identity.expire,
    "identity.revoke": identity.Identity.revoke,
    "application.submit": (existing, given, context) => application.submit({ ...given, existing }, context),
    "application.share": application.share,
    "application.decline": application.decline,
    "application.withdraw": application.withdraw,
    "offer.make": (existing, given, context) => offer.make({ ...given, existing }, context),
    "offer.amend": offer.amend,
    "offer.record_evidence": offer.recordEvidence,
    "offer.accept": offer.accept,
    "offer.decline": offer.decline,
    "offer.withdraw": offer.withdraw,
    "offer.expire": offer.expire,
    "offer.supersede": offer.supersede,
    "contract.replace_draft": contract.replaceDraft,
    "contract.assign_notary": contract.assignNotary,
    "contract.record_evidence": contract.recordEvidence,
    "contract.sign": contract.sign,
    "contract.attach_document": contract.attachDocument,
    "contract.withdraw": contract.withdraw,
    "contract.archive": contract.archive,
    "contract.cancel": contract.cancel,
    "tranche.issue": (existing, given, context) => tranche.issue({ ...given, existing }, context),
    "tranche.place": tranche.place,
    "tranche.withdraw": tranche.withdraw,
    "tranche.expire": tranche.expire,
    "tranche.lapse": tranche.lapse,
    "voucher.issue": (existing, given, context) => voucher.issue({ ...given, existing }, context),
    "voucher.assign_holder": voucher.assignHolder,
    "voucher.transfer": voucher.transfer,
    "voucher.book": voucher.book,
    "voucher.reschedule": voucher.reschedule,
    "voucher.cancel_booking": voucher.cancelBooking,
    "voucher.consume": voucher.consume,
    "voucher.mark_no_show": voucher.markNoShow,
    "voucher.cancel": voucher.cancel,
    "voucher.expire": voucher.expire,
    "booking.hold": (existing, given, context) => booking.hold({ ...given, existing }, context),
    "booking.release": booking.release,
    "card.issue": (existing, given, context) => card.issue({ ...given, existing }, context),
    "card.redeem": card.redeem,
    "card.undo_redemption": card.undoRedemption,
    "card.expire": card.expire,
    "card.cancel": card.cancel,
};

/** A link is judged and bound, and then decided on: it is no argument that could be sent. */
function verifyIdentity(existing, { fragment, keys, policy = {}, linkNow, replay, identityPolicy }, context) {
    const { issuedAfter, ...others } = policy;
    const verifier = new identity.LinkVerifier(keyRing(keys), { ...others, issuedAfter: instant(issuedAfter) });
    const candidate = identity.verify(verifier, fragment, new Date(linkNow ?? context.now));
    const link = candidate.bind(existing?.uid ?? null);
    return identity.Identity.verify(existing, { link, replay, policy: identityPolicy }, context);
}

/** The count of steps if every step does what is expected of it. */
export function runScenario({ documents, steps }) {
    const store = new Store(documents);
    if (!Array.isArray(steps) || steps.length === 0) {
        throw new Error("has no steps");
    }
    steps.forEach((step, index) => {
        const fault = faultOf(store, step, outcomeOf(store, step)) ?? store.faultOfLaw();
        if (fault !== undefined) {
            throw new Error(`step ${index + 1} ${step.command}: ${fault}`);
        }
    });
    return { steps: steps.length };
}

function outcomeOf(store, step) {
    try {
        const decision = store.decide(step);
        store.commit(decision);
        return { decision };
    } catch (refusal) {
        if (refusal instanceof MotError || refusal instanceof Conflict) {
            return { refusal };
        }
        throw refusal;
    }
}

function faultOf(store, { expect }, { decision, refusal }) {
    if (expect.error !== undefined) {
        const agrees =
            refusal?.code === expect.error &&
            (expect.details === undefined || holds(expect.details, refusal.details)) &&
            (expect.path === undefined || expect.path === refusal.path);
        return agrees ? undefined : `expected ${JSON.stringify(expect)}, got ${JSON.stringify(refusal ?? decision)}`;
    }
    if (refusal !== undefined) {
        return `expected ${expect.events}, got ${JSON.stringify(refusal)}`;
    }
    const events = decision.events.map(({ type }) => type);
    if (!isDeepStrictEqual(events, expect.events)) {
        return `expected ${expect.events}, got ${events}`;
    }
    for (const [key, fields] of Object.entries(expect.state ?? {})) {
        if (!holds(fields, store.documents.get(key))) {
            return `expected ${key} to have ${JSON.stringify(fields)}, it is ${JSON.stringify(store.documents.get(key))}`;
        }
    }
    if (expect.decision !== undefined && !isDeepStrictEqual(decision, expect.decision)) {
        return `expected the decision ${JSON.stringify(expect.decision)}, got ${JSON.stringify(decision)}`;
    }
    return undefined;
}

/** The store holds another version than the decision expects. */
class Conflict extends Error {
    code = "lifecycle.version_conflict";
    details = {};
}

class Store {
    /** The documents by kind and id, as a host has them. */
    documents = new Map();
    /** Each document as it first was, with the events since. */
    #histories = new Map();

    constructor(documents) {
        for (const { kind, document } of documents) {
            const key = `${kind}/${idOf(kind, document)}`;
            this.documents.set(key, document);
            this.#histories.set(key, { kind, first: document, events: [] });
        }
    }

    decide({ command, on, with: given = {}, now, actor, expectedVersion }) {
        const document = this.documents.get(`${on.kind}/${on.id}`);
        const { documents: replaced = {}, ...named } = given;
        const others = { ...named, ...this.#others(command, document, named), ...replaced };
        const context = { now, actor, expectedVersion };
        const typed = Object.hasOwn(commands, command) ? commands[command] : undefined;
        return typed === undefined
            ? lifecycle.decide(command, document, others, context)
            : typed(document, others, context);
    }

    /** The other documents that the command needs, found among those of the scenario. */
    #others(command, document, given) {
        const find = (kind, id) => this.documents.get(`${kind}/${id}`);
        const offersOf = (found, without) => {
            const live = (found?.liveOffers ?? []).filter((id) => id !== without);
            return live.map((id) => find("offer", id)).filter((known) => known !== undefined);
        };
        const naming = (kind, field, id) => {
            const known = [...this.documents].filter(([key, found]) => key.startsWith(`${kind}/`) && found[field] === id);
            return known.map(([, found]) => found);
        };
        const underlying = (id) => {
            const found = find("offer", id);
            const [drafted] = found?.status === "accepted" ? naming("contract", "offerVoucherId", id) : [];
            return { offer: found, contract: drafted };
        };
        switch (command) {
            case "application.submit":
                return { property: find("property", given.application?.propertyId) };
            case "application.withdraw":
                return { offers: offersOf(document) };
            case "offer.make":
                return { application: find("application", given.offer?.applicationId) };
            case "offer.amend":
            case "offer.decline":
            case "offer.withdraw":
            case "offer.expire":
            case "offer.supersede":
                return { application: find("application", document?.applicationId) };
            case "offer.accept": {
                const answered = find("application", document?.applicationId);
                return { application: answered, siblings: offersOf(answered, document?.voucherId) };
            }
            case "tranche.issue": {
                const id = given.tranche?.underlyingOfferId;
                return { ...underlying(id), tranches: naming("tranche", "underlyingOfferId", id) };
            }
            case "tranche.place":
            case "tranche.lapse":
                return underlying(document?.underlyingOfferId);
            case "tranche.withdraw":
            case "tranche.expire":
                return { offer: find("offer", document?.underlyingOfferId) };
            case "voucher.book":
                return { hold: find("booking", given.bookingId) };
            case "voucher.reschedule":
            case "voucher.cancel_booking":
            case "voucher.consume":
            case "voucher.mark_no_show":
            case "voucher.cancel":
                return { booking: find("booking", document?.bookingId) };
            case "booking.hold":
                return { voucher: find("voucher", given.voucherId) };
            case "booking.release":
                return { voucher: find("voucher", document?.voucherId) };
            default:
                return {};
        }
    }

    commit({ changes, events, requires }) {
        const read = requires.flatMap(({ unchanged }) => (unchanged === undefined ? [] : [unchanged]));
        const written = changes.map(({ kind, id, expectedVersion }) => ({ kind, id, version: expectedVersion }));
        for (const { kind, id, version } of [...written, ...read]) {
            const stored = this.documents.get(`${kind}/${id}`);
            if ((stored === undefined ? 0 : (stored.version ?? 1)) !== version) {
                throw new Conflict(`${kind}/${id} has another version than ${version}`);
            }
        }
        for (const { kind, id, document } of changes) {
            const key = `${kind}/${id}`;
            this.documents.set(key, document);
            if (!this.#histories.has(key)) {
                this.#histories.set(key, { kind, first: document, events: [] });
            }
        }
        for (const event of events) {
            this.#histories.get(`${event.subject.type}/${event.subject.id}`)?.events.push(event);
        }
    }

    /** The law of events: the first document folded with all its later events is the stored one. */
    faultOfLaw() {
        for (const [key, { kind, first, events }] of this.#histories) {
            if (events.length === 0) {
                continue;
            }
            const folded = lifecycle.fold(kind, first, events);
            const stored = lifecycle.fold(kind, this.documents.get(key), []);
            if (!isDeepStrictEqual(folded, stored)) {
                return `${key} folded is ${JSON.stringify(folded)}, stored ${JSON.stringify(stored)}`;
            }
        }
        return undefined;
    }
}

function idOf(kind, document) {
    const fields = {
        identity: "uid",
        property: "propertyId",
        application: "applicationId",
        booking: "bookingId",
        card: "cardId",
    };
    return document[fields[kind] ?? "voucherId"];
}
