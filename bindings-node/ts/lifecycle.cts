import { answered, argumentsText, documentText, plainText } from "./crossing.cjs";
import type { ErrorCode } from "./codes.cjs";
import type {
    Application,
    Booking,
    Card,
    Contract,
    Identity,
    Money,
    Offer,
    Property,
    Role,
    Tranche,
    Voucher,
} from "./documents.cjs";
import type { Given } from "./given.cjs";
import { native } from "./native.cjs";
import { withoutPolicies } from "./policies.cjs";
import type { Apart } from "./writing.cjs";

/** An instant: RFC 3339 text with any offset, or a valid `Date`. A number, such as `Date.now()`, is refused. */
export type Instant = Date | string;

/** Who acts: a party by its id, authenticated by the host, or time, the operator, a connected service. */
export type Actor = { readonly party: string } | "system" | "platform" | "service";

/** When a command is given, by whom, and on which version of its document. */
export interface Context {
    /** The present instant, from the host's clock; a finer fraction is floored to the millisecond. */
    readonly now: Instant;
    /** Who acts. Nobody claims a role: roles are found by comparing the party with the document. */
    readonly actor: Actor;
    /** The version of the document that the actor saw; another one is `lifecycle.version_conflict`. */
    readonly expectedVersion?: number | null | undefined;
}

interface Documents {
    identity: Identity;
    property: Property;
    application: Application;
    offer: Offer;
    contract: Contract;
    tranche: Tranche;
    voucher: Voucher;
    booking: Booking;
    card: Card;
}

/** The kinds of documents. */
export type DocumentKind = keyof Documents;

/** The document of a kind. */
export type DocumentOfKind<Kind extends DocumentKind> = Documents[Kind];

/** The outcome of a command, over one document or several. The host commits all of it or none. */
export interface Decision {
    /** The documents to write, each with the version it expects; the leading one first. */
    changes: Change[];
    /** What happened, in order. */
    events: Event[];
    /** What a database must enforce at commit beyond the versions. */
    requires: Requirement[];
    /** What a fee schedule may react to. */
    feeTriggers: FeeTrigger[];
}

/** One document to write. `expectedVersion` is the version that the store must hold; 0 if it must not exist. */
export type Change = {
    [Kind in DocumentKind]: { kind: Kind; id: string; expectedVersion: number; document: Documents[Kind] };
}[DocumentKind];

/** What an event or a fee is about. */
export interface Subject {
    /** The kind of the document. */
    type: string;
    /** Its id. */
    id: string;
}

/** Something that happened to a document. Its id is `<subject type>/<id>/<version>/<n>`. */
export interface Event {
    /** What happened, such as `offer.accepted`. */
    type: string;
    /** What it happened to. */
    subject: Subject;
    /** The version that the document has after the decision. */
    version: number;
    /** Counts the events of one subject and version from 1. */
    n: number;
    /** Who did it; `system` for a consequence. */
    actor: Actor;
    /** When. */
    at: string;
    /** The fields that changed, whole, under `set`; beside it ids and words that tell more. */
    data: { set: { [field: string]: unknown }; [name: string]: unknown };
}

/**
 * What must hold at commit beyond the versions of the changed documents. A unique key is kept for ever, or until the
 * instant that is named.
 */
export type Requirement =
    | { unique: string; until?: string }
    | { unchanged: { kind: DocumentKind; id: string; version: number } }
    | { exclusion: { resource: string; interval: { start: string; end: string }; booking: string } };

/** Something that a fee schedule may react to, with a key that makes it happen once; or that takes such a fee back. */
export type FeeTrigger =
    | { key: string; trigger: string; subject: Subject; base: Money; payer: { role: Role; id: string }; at: string }
    | { key: string; reverses: string; subject: Subject; at: string };

/** A command and whether the actor could give it now. */
export interface AllowedCommand {
    /** The command's name within its machine. */
    command: string;
    /** Whether it could be given. */
    enabled: boolean;
    /** Why not. */
    code: ErrorCode | null;
}

/**
 * Decides a command by its name: on which stored document (`null` to create one), with which arguments, other documents
 * and `policies` in one object, in which context. The functions of the namespaces `application`, `offer`, `contract`,
 * `tranche`, `voucher`, `booking`, `card` and `identity.Identity` are this one with types; `identity.verify`, which takes a
 * link, has its function only.
 *
 * Refused, in this order: what cannot be read (`input.*`, `id.*`, `money.*`, with the path),
 * `lifecycle.unknown_command`, `not_found`, `already_exists`, `wrong_document`, `version_conflict`, `terminal_state`,
 * `illegal_transition`, `actor_not_allowed`, and then what the command's guards refuse.
 *
 * ```ts
 * const decision = lifecycle.decide("application.share", samples.application, { lenders: ["bank-abc"] }, {
 *     now: new Date("2025-02-01T11:00:00Z"),
 *     actor: { party: "user-abc" },
 * });
 * assert.equal(decision.events[0]?.type, "application.shared");
 * ```
 */
export function decide(
    command: string,
    document: Given<DocumentOfKind<DocumentKind>> | null | undefined,
    given: object,
    context: Context,
): Decision {
    return decideOn(command, () => document, given, context);
}

/**
 * Decides a command that creates a document, where `existing` beside the arguments is what the store holds under its id.
 *
 * @internal
 */
export function decideNew(command: string, given: object, context: Context): Decision {
    let existing: unknown;
    const take: Apart = (name, value) => {
        if (name === "existing") {
            existing = value;
        }
        return name === "existing";
    };
    return decideOn(command, () => existing, given, context, take);
}

/** Decides on the document that is known once the arguments are read. */
function decideOn(command: string, document: () => unknown, given: object, context: Context, apart?: Apart): Decision {
    const name = plainText(command, "command");
    const [policies, others] = withoutPolicies(given, apart);
    const on = document();
    const stored = on === undefined ? null : documentText(on, "document");
    return answered(native.decide(policies, name, stored, others, documentText(context, "context")));
}

/**
 * Every command on a stored document of a kind, with "enabled" or the code why not, so that no user interface decides a
 * rule again. What cannot be judged without arguments counts as met.
 *
 * `others` may hold the `application` of an offer, the `offer` and the `contract` of a tranche, the `booking` and the
 * `rules` of a voucher, and `policies`.
 *
 * ```ts
 * const context = { now: "2025-02-01T11:00:00Z", actor: { party: "user-abc" } };
 * const share = lifecycle.allowed("application", samples.application, {}, context).find(({ command }) => command === "share");
 * assert.deepEqual(share, { command: "share", enabled: true, code: null });
 * ```
 */
export function allowed<Kind extends DocumentKind>(
    kind: Kind,
    document: Given<DocumentOfKind<Kind>>,
    others: object,
    context: Context,
): AllowedCommand[] {
    const name = plainText(kind, "kind");
    const stored = documentText(document, "document");
    const [policies, given] = withoutPolicies(others);
    return answered(native.allowed(policies, name, stored, given, documentText(context, "context")));
}

/**
 * The document that later events make of an earlier one: one fold for every machine. Events of other subjects are passed
 * over. The first document folded with all its later events gives the stored one.
 * Events with a gap between them are `lifecycle.version_conflict`.
 *
 * ```ts
 * const context = { now: "2025-02-01T11:00:00Z", actor: { party: "user-abc" } };
 * const { events, changes } = application.share(samples.application, { lenders: ["bank-abc"] }, context);
 * assert.deepEqual(lifecycle.fold("application", samples.application, events), changes[0]?.document);
 * ```
 */
export function fold<Kind extends DocumentKind>(
    kind: Kind,
    document: Given<DocumentOfKind<Kind>>,
    events: readonly Event[],
): DocumentOfKind<Kind> {
    const name = plainText(kind, "kind");
    return answered(native.fold(name, documentText(document, "document"), argumentsText(events, "events")));
}

/**
 * The names of the machines, for {@link describe} and {@link diagram}.
 *
 * ```ts
 * assert(lifecycle.MACHINES.includes("mortgage_offer"));
 * ```
 */
export const MACHINES: readonly string[] = Object.freeze(native.machines());

/** A machine's table: what is not in it cannot happen. */
export interface MachineDescription {
    /** Its name, such as `mortgage_offer`. */
    machine: string;
    /** The module that decides. */
    module: string;
    /** The event subject and the kind of the document. */
    subject: string;
    /** Where the seed documents name it. */
    seed: string;
    /** Every status. */
    states: string[];
    /** The statuses that nothing leaves. */
    terminal: string[];
    /** What can happen. */
    transitions: MachineTransition[];
}

/** One possible step. */
export interface MachineTransition {
    /** The status before; `-` for a document that does not exist yet. */
    from: string;
    /** The command. */
    command: string;
    /** The status after. */
    to: string;
    /** The event that tells of it. */
    event: string;
    /** What must hold, asked in this order, with the codes of the refusals. */
    guards: { guard: string; codes?: ErrorCode[]; selects?: boolean }[];
    /** Who may do it. */
    actors: Role[];
    /** Where the row comes from. */
    origin: "seed" | "implied" | "extension";
    /** Whether it happens only as a consequence of another command. */
    consequence?: boolean;
}

/**
 * A machine's table (`lifecycle.unknown_machine`).
 *
 * ```ts
 * assert.equal(lifecycle.describe("mortgage_offer").subject, "offer");
 * ```
 */
export function describe(machine: string): MachineDescription {
    return answered(native.describe(plainText(machine, "machine")));
}

/**
 * A machine's table as a Mermaid state diagram (`lifecycle.unknown_machine`).
 *
 * ```ts
 * assert.match(lifecycle.diagram("mortgage_offer"), /^stateDiagram-v2/);
 * ```
 */
export function diagram(machine: string): string {
    return answered(native.diagram(plainText(machine, "machine")));
}
