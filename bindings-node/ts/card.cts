import { answered, documentText, plainText } from "./crossing.cjs";
import type { Card, Money, NewCard } from "./documents.cjs";
import type { Given } from "./given.cjs";
import { type AllowedCommand, type Context, type Decision, allowed as allowedOf, decide, decideNew } from "./lifecycle.cjs";
import { native } from "./native.cjs";

/** A card as its issuer writes it. What the library fills in may be left out; ten units unless it says otherwise. */
export type CardToIssue = Given<NewCard & Partial<Pick<Card, "status" | "redemptions" | "version">>>;

/** What a command needs that names a redemption. */
export interface WithNonce {
    /** What tells the redemption from every other. */
    readonly nonce: string;
}

/**
 * Reads a stored card (*10er-Karte*) from JSON text, strictly, and gives it as the library writes it.
 *
 * Refused: `input.*` with the path of the fault, a status that contradicts the redemptions or a nonce twice among them, and
 * what the values refuse (`money.*`, `id.*`, `time.*`).
 *
 * ```ts
 * assert.deepEqual(card.parse(JSON.stringify(samples.card)), samples.card);
 * ```
 */
export function parse(text: string): Card {
    return answered(native.documentRead("card", plainText(text, "text")));
}

/**
 * Reads a stored card from a plain object, with the refusals of {@link parse}.
 *
 * ```ts
 * assert.throws(() => card.read({ ...samples.card, status: "exhausted" }), { code: "input.bad_value", path: "status" });
 * ```
 */
export function read(value: unknown): Card {
    return answered(native.documentRead("card", documentText(value)));
}

/**
 * How many units of a card are redeemed; those that were undone are not.
 *
 * ```ts
 * assert.equal(card.unitsUsed(samples.card), 0);
 * ```
 */
export function unitsUsed(document: Given<Card>): number {
    return answered(native.cardUnitsUsed(documentText(document)));
}

/**
 * What is left of a card's price for the units that are not redeemed; `null` of a card without a price. The price is split
 * into as many parts as there are units, the larger ones first, and the redeemed units have taken the first parts.
 *
 * ```ts
 * const redemptions = [{ nonce: "r-1", at: "2025-12-05T18:00:00Z" }];
 * const price = money.parse("100.01", "EUR");
 * assert.deepEqual(card.unusedValue({ ...samples.card, price, redemptions }), money.parse("90.00", "EUR"));
 * ```
 */
export function unusedValue(document: Given<Card>): Money | null {
    return answered(native.cardUnusedValue(documentText(document)));
}

/**
 * Issues a card, as its issuer. `existing` is what the store holds under the card's id, if anything.
 *
 * Refused beside what every command refuses: a status of the caller's choice or an issue after now (`input.bad_value`),
 * `voucher.validity_reversed`, `voucher.negative_price`, `voucher.no_units`.
 *
 * ```ts
 * const { changes } = card.issue({ card: samples.newCard }, { now: "2025-11-30T12:00:00Z", actor: { party: "studio-1" } });
 * assert.deepEqual(changes[0]?.document, samples.card);
 * ```
 */
export function issue(
    given: { readonly card: CardToIssue; readonly existing?: Given<Card> | null | undefined },
    context: Context,
): Decision {
    return decideNew("card.issue", given, context);
}

/**
 * Redeems a unit, as the issuer. The nonce makes it happen once, however often it is asked for.
 *
 * Refused beside what every command refuses: `voucher.not_yet_valid`, `voucher.expired`, `voucher.redemption_repeated`.
 *
 * ```ts
 * const context = { now: "2025-12-05T18:00:00Z", actor: { party: "studio-1" } };
 * const [change] = card.redeem(samples.card, { nonce: "r-1" }, context).changes;
 * assert(change?.kind === "card" && card.unitsUsed(change.document) === 1);
 * assert.throws(() => card.redeem(change.document, { nonce: "r-1" }, context), { code: "voucher.redemption_repeated" });
 * ```
 */
export function redeem(document: Given<Card> | null | undefined, given: WithNonce, context: Context): Decision {
    return decide("card.redeem", document, given, context);
}

/**
 * Takes a redemption back, as the issuer. Its nonce stays seen.
 *
 * Refused beside what every command refuses: `voucher.redemption_unknown` (also one that was undone), `voucher.expired`.
 *
 * ```ts
 * const context = { now: "2025-12-05T18:05:00Z", actor: { party: "studio-1" } };
 * const redeemed = { ...samples.card, redemptions: [{ nonce: "r-1", at: "2025-12-05T18:00:00Z" }] };
 * assert.equal(card.undoRedemption(redeemed, { nonce: "r-1" }, context).events[0]?.type, "card.redemption_undone");
 * ```
 */
export function undoRedemption(document: Given<Card> | null | undefined, given: WithNonce, context: Context): Decision {
    return decide("card.undo_redemption", document, given, context);
}

/**
 * Ends a card that was not used up in time (`voucher.not_lapsed`).
 *
 * ```ts
 * const { events } = card.expire(samples.card, {}, { now: "2027-01-01T00:00:00Z", actor: "system" });
 * assert.equal(events[0]?.type, "card.expired");
 * ```
 */
export function expire(
    document: Given<Card> | null | undefined,
    given: Record<string, never> = {},
    context: Context,
): Decision {
    return decide("card.expire", document, given, context);
}

/**
 * Takes a card back, as its issuer; the event tells what is refunded for the units that are not redeemed.
 *
 * ```ts
 * const context = { now: "2025-12-05T18:00:00Z", actor: { party: "studio-1" } };
 * const { events } = card.cancel(samples.card, {}, context);
 * assert.deepEqual(events[0]?.data["refund"], samples.card.price);
 * ```
 */
export function cancel(
    document: Given<Card> | null | undefined,
    given: Record<string, never> = {},
    context: Context,
): Decision {
    return decide("card.cancel", document, given, context);
}

/**
 * Every command on a card, with "enabled" or the code why not. What needs an argument counts as met.
 *
 * ```ts
 * const context = { now: "2027-01-01T00:00:00Z", actor: { party: "studio-1" } };
 * const redeem = card.allowed(samples.card, context).find(({ command }) => command === "redeem");
 * assert.equal(redeem?.code, "voucher.expired");
 * ```
 */
export function allowed(document: Given<Card>, context: Context): AllowedCommand[] {
    return allowedOf("card", document, {}, context);
}
