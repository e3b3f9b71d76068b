// What the compiler accepts and what it refuses. A line that it wrongly accepts is an unused @ts-expect-error.
import {
    type Actor,
    type Change,
    type ErrorCode,
    type ErrorFamily,
    type Given,
    type Money,
    MotError,
    type Offer,
    type PublicCode,
    type ScheduleRow,
    type StatedAprcVerdict,
    application,
    booking,
    card,
    contract,
    fee,
    identity,
    lifecycle,
    money,
    mortgage,
    offer,
    room,
    time,
    voucher,
} from "mot-core";

type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
const same = <_Holds extends true>(): void => {};
const never = (value: never): never => value;

declare const anOffer: Offer;
declare const anApplication: Parameters<typeof application.share>[1] extends object ? import("mot-core").Application : never;
const context = { now: new Date(), actor: { party: "user-abc" } };

// Codes are exactly those of the library, and a switch over a family exhausts them.
// @ts-expect-error there is no such code
export const misspelt: ErrorCode = "mortgage.expird";
export function ofId(code: Extract<ErrorCode, `id.${string}`>): string {
    switch (code) {
        case "id.bad_id":
            return "an id";
        default:
            return never(code);
    }
}
export function ofTime(code: Extract<ErrorCode, `time.${string}`>): string {
    switch (code) {
        case "time.bad_timestamp":
        case "time.too_precise":
        case "time.out_of_range":
        case "time.bad_date":
        case "time.bad_time":
        case "time.interval_reversed":
            return "an instant";
        default:
            // @ts-expect-error time.unknown_zone is left
            return never(code);
    }
}
same<
    Same<ErrorFamily, "input" | "id" | "money" | "time" | "lifecycle" | "identity" | "room" | "mortgage" | "fee" | "voucher">
>();
export function told(error: unknown): string {
    if (error instanceof MotError) {
        same<Same<typeof error.code, ErrorCode>>();
        same<Same<typeof error.path, string | undefined>>();
        same<Same<ReturnType<typeof error.toJSON>["publicCode"], PublicCode | undefined>>();
        return error.details["missing"] ?? error.message;
    }
    return "";
}

// Documents come out as they are written, and may go in with dates, texts of rates, and without empty fields.
same<Same<typeof anOffer.interest.nominalRate, number>>();
same<Same<typeof anOffer.validity.validFrom, string>>();
same<Same<typeof anOffer.version, number>>();
same<Same<ReturnType<typeof offer.parse>, Offer>>();
const { termsRef: _, version: __, ...shorter } = anOffer;
const given: Given<Offer> = {
    ...shorter,
    interest: { nominalRate: "0.032", fixedYears: 10 },
    validity: { validFrom: new Date(), validUntil: "2025-02-10T23:59:59Z" },
};
offer.decline(given, { application: anApplication }, context);
const { voucherId: ___, ...nameless } = anOffer;
const answered = { application: anApplication };
// @ts-expect-error an offer has an id
offer.decline(nameless, answered, context);
// @ts-expect-error a loan is an amount of money
offer.decline({ ...anOffer, loan: 360_000 }, answered, context);
// @ts-expect-error an amount is a number
money.plus({ amount: "1", currency: "EUR" }, { amount: 1, currency: "EUR" });
// @ts-expect-error an amount is no Date, whatever the field of a schedule is
offer.decline({ ...anOffer, loan: { amount: new Date(), currency: "EUR" } }, answered, context);
// @ts-expect-error there is no such status
offer.decline({ ...anOffer, status: "open" }, answered, context);

// Commands ask for their arguments and their context.
// @ts-expect-error without the contract's id
offer.accept(anOffer, { application: anApplication, siblings: [] }, context);
// @ts-expect-error with an argument of another command
contract.sign(undefined, { documentSha256: "a1", draftPdf: "x" }, context);
// @ts-expect-error without a context
offer.withdraw(anOffer, answered);
// @ts-expect-error nobody claims a role
offer.withdraw(anOffer, answered, { now: new Date(), actor: "lender" });
// @ts-expect-error a clock's number is no instant
offer.withdraw(anOffer, answered, { now: Date.now(), actor: "system" });
const actors: Actor[] = [{ party: "user-abc" }, "system", "platform", "service"];
for (const actor of actors) {
    offer.expire(anOffer, { application: anApplication }, { now: "2025-02-11T00:00:00Z", actor, expectedVersion: 2 });
}
application.decline(anApplication, {}, context);
application.decline(anApplication, undefined, context);
contract.cancel(undefined, undefined, context);
// @ts-expect-error declining takes no argument
application.decline(anApplication, { reason: "none" }, context);

// Commands ask for the documents that they read, and for none as an empty list. What is allowed can be told without.
// @ts-expect-error without the application
offer.amend(anOffer, { termsRef: "terms/2" }, context);
// @ts-expect-error without the application
offer.accept(anOffer, { contractId: "c-1", siblings: [] }, context);
// @ts-expect-error without the siblings
offer.accept(anOffer, { contractId: "c-1", application: anApplication }, context);
// @ts-expect-error without the application
offer.decline(anOffer, {}, context);
// @ts-expect-error without the application
offer.withdraw(anOffer, {}, context);
// @ts-expect-error without the application
offer.expire(anOffer, {}, context);
// @ts-expect-error without the application
offer.supersede(anOffer, {}, context);
// @ts-expect-error an application that is not there is none
offer.supersede(anOffer, { application: undefined }, context);
// @ts-expect-error without the offers
application.withdraw(anApplication, {}, context);
offer.allowed(anOffer, {}, context);
offer.allowed(anOffer, { application: undefined }, context);

// What creates a document asks for its fields, and not for what the library fills in.
declare const newOffer: import("mot-core").NewOffer;
offer.make({ offer: newOffer, policy: "de_mortgage", application: anApplication }, context);
offer.make({ offer: { ...newOffer, status: "offered", version: 1 }, policy: "de_mortgage", existing: null, ...answered }, context);
// @ts-expect-error without the application
offer.make({ offer: newOffer, policy: "de_mortgage" }, context);
const { issuerId: ____, ...ofNobody } = newOffer;
// @ts-expect-error an offer names its lender
offer.make({ offer: ofNobody, policy: "de_mortgage", ...answered }, context);
// @ts-expect-error an offer's fee is a number of minor units
offer.make({ offer: { ...newOffer, fees: { ...newOffer.fees, processingFee: "600.00" } }, policy: "de_mortgage", ...answered }, context);
declare const newApplication: import("mot-core").NewApplication;
// @ts-expect-error without the property
application.submit({ application: newApplication }, context);

// A change tells its document by its kind.
export function amountOf(change: Change): Money {
    switch (change.kind) {
        case "identity":
            return money.parse("0.00", change.document.uid);
        case "property":
            return change.document.purchasePrice;
        case "application":
            return change.document.desiredLoan;
        case "offer":
        case "contract":
            return change.document.loan;
        case "tranche":
            return change.document.nominalAmount;
        case "voucher":
        case "card":
            return change.document.price ?? money.parse("0.00", "EUR");
        case "booking":
            return money.parse("0.00", change.document.bookingId);
        default:
            return never(change);
    }
}
same<Same<ReturnType<typeof lifecycle.fold<"offer">>, Offer>>();
// @ts-expect-error an application is no offer
lifecycle.fold("offer", anApplication, []);

// Slots come one by one, or as many as are asked for; a booking comes with its rules and with what is busy.
declare const aVoucher: import("mot-core").Voucher;
declare const aBooking: import("mot-core").Booking;
declare const rules: import("mot-core").BookingRules;
const query = { rules, durationMinutes: 60, firstDay: "2025-12-15", lastDay: "2025-12-16", now: new Date() };
same<Same<ReturnType<typeof voucher.effectiveStatus>, aStatus>>();
type aStatus = "issued" | "booked" | "consumed" | "cancelled" | "expired";
for (const slot of voucher.slots(query)) {
    same<Same<typeof slot, time.Interval>>();
}
export const listed: time.Interval[] = voucher.slots(query, 10);
// @ts-expect-error what is found as it is asked for has no length
voucher.slots(query).length;
// @ts-expect-error a query has days
voucher.slots({ rules, durationMinutes: 60 });
const slot = { slotStart: new Date(), slotEnd: "2025-12-15T11:00:00Z", rules };
voucher.book(aVoucher, { bookingId: "b-1", ...slot, busy: [{ start: new Date(), end: new Date() }] }, context);
// @ts-expect-error without what is busy
voucher.book(aVoucher, { bookingId: "b-1", ...slot }, context);
// @ts-expect-error without the booking
voucher.reschedule(aVoucher, { ...slot, busy: [] }, context);
// @ts-expect-error without the rules
voucher.cancelBooking(aVoucher, { booking: aBooking }, context);
voucher.consume(aVoucher, undefined, context);
voucher.consume(aVoucher, { booking: aBooking }, context);
// @ts-expect-error a clock's number is no instant
voucher.effectiveStatus(aVoucher, Date.now());
same<Same<ReturnType<typeof time.validityAt>, "not_yet_valid" | "valid" | "expired">>();
// @ts-expect-error without the voucher
booking.hold({ bookingId: "b-1", ...slot, busy: [] }, context);
// @ts-expect-error a booking is no voucher
booking.release(aBooking, { voucher: aBooking }, context);
declare const newVoucher: import("mot-core").NewVoucher;
voucher.issue({ voucher: { ...newVoucher, validFrom: new Date(), status: "issued" } }, context);
// @ts-expect-error a voucher has an issuer
voucher.issue({ voucher: { ...newVoucher, issuerUid: null } }, context);
// @ts-expect-error a redemption has a nonce
card.redeem(undefined, {}, context);
same<Same<ReturnType<typeof card.unusedValue>, Money | null>>();

// A judged link is a candidate or a refusal.
declare const verifier: identity.LinkVerifier;
const link = identity.check(verifier, "#mot", Date.now());
// @ts-expect-error it may have been refused
link.uid;
if (link.ok) {
    same<Same<typeof link.version, 1 | 2>>();
    // @ts-expect-error a link that is not bound cannot be accepted
    link.accept("fresh");
    // @ts-expect-error none is said by null
    link.bind(undefined);
    const bound = link.bind(null);
    bound.accept("fresh");
    // @ts-expect-error a store says fresh or seen
    bound.accept(true);
} else {
    same<Same<typeof link.code, ErrorCode>>();
}

// What a link became is made by the library only, and a receipt is given for nothing else.
declare const issuer: identity.TokenIssuer;
if (link.ok) {
    const accepted = link.bind(null).accept("fresh");
    const { uid, version, keyId, ageMs, replayKey, replayExpiresAt } = accepted;
    issuer.issueReceipt(accepted, Date.now());
    // @ts-expect-error a record of the same fields was not accepted
    issuer.issueReceipt({ uid, version, keyId, ageMs, replayKey, replayExpiresAt }, Date.now());
    // @ts-expect-error a copy is no accepted link
    issuer.issueReceipt({ ...accepted }, Date.now());
    // @ts-expect-error a bound link is not accepted yet
    issuer.issueReceipt(link.bind(null), Date.now());
    // @ts-expect-error a candidate neither
    issuer.issueReceipt(link, Date.now());
    // @ts-expect-error a copy of a candidate cannot be bound
    ({ ...link }).bind(null);
    // @ts-expect-error what a link says is fixed
    link.uid = uid;
}
same<Same<ReturnType<typeof identity.checkMany>[number], ReturnType<typeof identity.check>>>();
// @ts-expect-error there is no default age of a stored record
identity.recheck(verifier, "{}", {}, Date.now());
const session = issuer.verifySession("mot-session-1", new Date());
declare const headers: import("node:http").IncomingHttpHeaders;
session.checkHeader(headers["x-mot-user"]);
// @ts-expect-error an instant of a clock is no text
issuer.verifySession("mot-session-1", "2025-02-01T10:00:00Z");
// @ts-expect-error a key is read, not made
new identity.DeviceKey();
// @ts-expect-error a proof is signed by a signature that was read
identity.verifyProof(identity.Device.selfCertifying(identity.DeviceKey.fromJwk("{}")), aCall, aProof, "00", Date.now());
declare const aCall: import("mot-core").Call;
declare const aProof: import("mot-core").Proof;
identity.proofMessage("user-abc", { ...aCall, serverNonce: undefined }, { ...aProof, issuedAt: new Date() });
// @ts-expect-error what the device says is not what the portal sees
identity.proofMessage("user-abc", aProof, aCall);
new identity.KeyRing("k1", new Uint8Array(32), { notBefore: new Date(), notAfter: "2026-01-01T00:00:00Z" });
// @ts-expect-error there is no such date
new identity.KeyRing("k1", new Uint8Array(32), { notafter: new Date() });
room.writeLink("honeycomb.html", room.parseLink("#wabe=A-2"));
// @ts-expect-error there is no such field
room.writeLink("honeycomb.html", { roomid: "deal:1" });

// The identity is a document like the others; its verification takes a link and not its text.
declare const anIdentity: import("mot-core").Identity;
same<Same<ReturnType<typeof identity.Identity.parse>, typeof anIdentity>>();
identity.Identity.revoke(anIdentity, {}, context);
identity.Identity.create({ uid: "user-abc" }, context);
// @ts-expect-error without the policy
identity.Identity.expire(anIdentity, {}, context);
// @ts-expect-error a link is no text
identity.Identity.verify(null, { link: "#mot", replay: "fresh", policy: { maximumAgeMs: 1 } }, context);

// Who was invited is asked for rooms that somebody is invited to.
declare const aProperty: import("mot-core").Property;
room.admission("property", aProperty, { invited: ["broker-1"] }).check({ party: "broker-1" });
room.admission("voucher", { voucherId: "v-1", issuerUid: "provider-1" }).check("system");
// @ts-expect-error nobody is invited to an offer
room.admission("offer", anOffer, { invited: ["broker-1"] });
// @ts-expect-error an application is no offer
room.admission("offer", anApplication);
// @ts-expect-error an envelope has no sender
room.admission("offer", anOffer).admit({ type: "join", roomId: "deal:1", from: "user-abc" }, context);
// @ts-expect-error a honeycomb has two sides
new room.Honeycomb({ rows: 6 });
// @ts-expect-error a secret is bytes
new identity.KeyRing("k1", "a secret of the portal, 32 bytes or more");
// @ts-expect-error a verifier is made of a ring, and nothing else has its shape
identity.check({}, "#mot", Date.now());
// @ts-expect-error there is no such option
new identity.LinkVerifier(new identity.KeyRing("k1", new Uint8Array(32)), { maximumAge: 5 });

// A schedule of fees as a document is told from the handle that was made of it.
declare const aSchedule: import("mot-core").FeeScheduleDocument;
same<Same<ReturnType<fee.FeeSchedule["toJSON"]>, typeof aSchedule>>();
// @ts-expect-error a document is no handle
export const unread: fee.FeeSchedule = aSchedule;
fee.quote(new fee.FeeSchedule(aSchedule), { key: "k", reverses: "l", subject: { type: "contract", id: "c-1" }, at: "2025-02-05T10:00:00Z" });

// Rounding is named, never implied.
// @ts-expect-error without rounding
mortgage.instalment({ loan: { amount: 1, currency: "EUR" }, nominalRate: 0.03, initialRate: "0.02" });
// Times are fractions, rates come out as numbers, and a schedule is made by the library only.
const amount = { amount: 1, currency: "EUR" } as const;
same<Same<ReturnType<typeof mortgage.effectiveRate>, number>>();
mortgage.effectiveRate([{ at: mortgage.interval("2025-01-01", "2025-02-01", "days"), amount }], [{ at: "1/12", amount }], 2);
// @ts-expect-error there is no such unit
mortgage.interval("2025-01-01", "2025-02-01", "quarters");
// @ts-expect-error a time is no number
mortgage.effectiveRate([], [{ at: 0.25, amount }], 2);
// @ts-expect-error a time is no instant
mortgage.effectiveRate([], [{ at: new Date(), amount }], 2);
const drawdowns = [{ month: 0, amount }];
const aPlan = mortgage.schedule({ nominalRate: "0.03", drawdowns, repayment: { type: "instalments", count: 12 }, months: undefined });
same<Same<typeof aPlan.columns.interest, Float64Array>>();
for (const row of aPlan) {
    same<Same<typeof row, ScheduleRow>>();
}
// @ts-expect-error an initial rate has no count
mortgage.schedule({ nominalRate: 0.03, drawdowns, repayment: { type: "initial_rate", count: 12 } });
// @ts-expect-error there is no such field
mortgage.schedule({ nominalRate: 0.03, drawdowns, repayment: { type: "bullet", count: 12 }, term: 12 });
// @ts-expect-error a schedule is what terms are made into, no record of the same fields
export const copied: mortgage.Schedule = { ...aPlan };

// A financing goes in as it came out of an offer, or written by hand; what comes of it is plain data.
const aFinancing = offer.financing(anOffer);
mortgage.aprc(aFinancing, 2);
mortgage.informationSheet({ terms: { ...aFinancing.terms, nominalRate: "0.03" } }, 2);
same<Same<ReturnType<typeof mortgage.aprc>["fixedPeriodRate"], number | null>>();
same<Same<ReturnType<typeof offer.verifyStatedAprc>["verdict"], StatedAprcVerdict>>();
same<Same<ReturnType<typeof aPlan.years>[number]["balance"], Money>>();
// @ts-expect-error an offer is no financing
mortgage.aprc(anOffer, 2);
// @ts-expect-error without decimals
mortgage.aprc(aFinancing);
// @ts-expect-error a cost has a class
mortgage.aprc({ ...aFinancing, costs: [{ name: "survey", amount, timing: "at_conclusion" }] }, 2);
mortgage.aprc({ ...aFinancing, costs: [{ name: "survey", amount, class: "optional", timing: { month: 6 } }] }, 2);
// @ts-expect-error a stated rate is given
offer.verifyStatedAprc(anOffer);
offer.verifyStatedAprc(anOffer, "0.0335", { policies: mortgage.Policies.shipped() });
// @ts-expect-error there is no such order
mortgage.compare([aFinancing], "cheapest");
same<Same<ReturnType<typeof mortgage.compare>["ranking"][number]["moreTotalCost"], Money>>();
mortgage.refinance(aFinancing, { month: 120, nominalRate: "0.03", repayment: { type: "instalments", count: 120 } });
// @ts-expect-error without the month
mortgage.refinance(aFinancing, { nominalRate: "0.03", repayment: { type: "instalments", count: 120 } });
mortgage.prepaymentQuote(aFinancing, { month: 60 }, mortgage.Policies.shipped().latest("de_mortgage"));
// @ts-expect-error a policy is no name
mortgage.prepaymentQuote(aFinancing, { month: 60 }, "de_mortgage");
mortgage.solveFor("months", { loan: amount, nominalRate: "0.03", instalment: amount, balance: null });
// @ts-expect-error there is no such unknown
mortgage.solveFor("balance", { loan: amount });
// @ts-expect-error without unit-periods
mortgage.unitedStatesApr([{ at: "0", amount }], [{ at: "1", amount }]);
same<Same<ReturnType<typeof offer.deadlines>["bindingUntil"], string | null>>();
contract.deadlines(aContract, { now: new Date() });
declare const aContract: import("mot-core").Contract;
// @ts-expect-error without an instant
contract.deadlines(aContract, {});
// @ts-expect-error the clock's number is no instant
contract.deadlines(aContract, { now: Date.now() });
// @ts-expect-error a day is no instant
mortgage.rateEndNoticeBy(mortgage.Policies.shipped().latest("de_mortgage"), new Date());
// @ts-expect-error a package has a price
fee.computeUnits({ model: { type: "package", size: 10 }, units: 1 });
// @ts-expect-error counts of tokens are BigInt
money.unitsDecimal(5, 18);
