/**
 * The domain rules of a transaction portal: account-less identity, vouchers and bookings, mortgage offers and contracts,
 * rooms and fees.
 *
 * Documents are plain objects, as they come from a request and go into a response. A namespace for each part of the
 * domain holds its functions; every refusal is a {@link MotError} with a stable code.
 *
 * @packageDocumentation
 */
export * as application from "./application.cjs";
export * as booking from "./booking.cjs";
export * as card from "./card.cjs";
export * as contract from "./contract.cjs";
export * as fee from "./fee.cjs";
export * as id from "./id.cjs";
export * as identity from "./identity.cjs";
export * as lifecycle from "./lifecycle.cjs";
export * as money from "./money.cjs";
export * as mortgage from "./mortgage.cjs";
export * as offer from "./offer.cjs";
export * as property from "./property.cjs";
export * as room from "./room.cjs";
export * as time from "./time.cjs";
export * as tranche from "./tranche.cjs";
export * as voucher from "./voucher.cjs";

export type { Clock } from "./clock.cjs";
export { ERROR_CODES, type ErrorCode } from "./codes.cjs";
export type * from "./documents.cjs";
export { type ErrorFamily, MotDefect, MotError, type PublicCode, type WrittenError } from "./errors.cjs";
export type { Given } from "./given.cjs";
export type {
    Actor,
    AllowedCommand,
    Change,
    Context,
    Decision,
    DocumentKind,
    DocumentOfKind,
    Event,
    FeeTrigger,
    Instant,
    Requirement,
} from "./lifecycle.cjs";
export { buildProfile, canonicalJson, timeZoneDatabaseVersion, version } from "./library.cjs";
