import { answered, argumentsText, documentText, plainText } from "../crossing.cjs";
import type { Identity, IdentityPolicy } from "../documents.cjs";
import type { Given } from "../given.cjs";
import { type AllowedCommand, type Context, type Decision, allowed as allowedOf, decide, decideNew } from "../lifecycle.cjs";
import { native } from "../native.cjs";
import { type BoundLink, type Replay, boundLinkHandle } from "./candidate.cjs";
import type { Uid } from "./uid.cjs";

/**
 * Reads a stored identity from JSON text, strictly, and gives it as the library writes it.
 *
 * Refused: `input.*` with the path of the fault, and what the values refuse (`id.*`, `time.*`).
 *
 * ```ts
 * assert.deepEqual(identity.Identity.parse(JSON.stringify(samples.identity)), samples.identity);
 * ```
 */
export function parse(text: string): Identity {
    return answered(native.documentRead("identity", plainText(text, "text")));
}

/**
 * Reads a stored identity from a plain object, with the refusals of {@link parse}. An identity that is verified has the
 * receipt that says so, a local one has none (`input.bad_value` at `status`).
 *
 * ```ts
 * const wrong = { ...samples.identity, receipt: null };
 * assert.throws(() => identity.Identity.read(wrong), { code: "input.bad_value", path: "status" });
 * ```
 */
export function read(value: unknown): Identity {
    return answered(native.documentRead("identity", documentText(value)));
}

/**
 * A device makes up its user id. `existing` is what the store holds under it, if anything.
 *
 * Refused beside what {@link lifecycle.decide | every command} refuses: `id.bad_id`.
 *
 * ```ts
 * const uid = identity.Uid.generate();
 * const { events } = identity.Identity.create({ uid }, { now: new Date(), actor: { party: uid } });
 * assert.equal(events[0]?.type, "identity.created");
 * ```
 */
export function create(
    given: { readonly uid: Uid; readonly existing?: Given<Identity> | null | undefined },
    context: Context,
): Decision {
    return decideNew("identity.create", given, context);
}

/**
 * A signed link verifies the user id: one that is new here (`null`), or the one that is stored. A receipt takes the link's
 * place, for as long as `policy` says.
 *
 * `replay` is what the store of replay keys says. The decision requires the replay key to be unique until it expires, for
 * hosts whose store is the database that they commit to: these say `"fresh"`.
 *
 * Refused beside what cannot be read: `lifecycle.version_conflict`, `lifecycle.actor_not_allowed` (only that user),
 * `identity.expired` (judged long ago: its replay key is kept no longer), `identity.replayed`, `identity.uid_conflict`.
 *
 * ```ts
 * const ring = new identity.KeyRing("k1", Buffer.from("a secret of the portal, 32 bytes or more"));
 * const [uid, now] = [identity.Uid.generate(), new Date()];
 * const fragment = new identity.LinkSigner(ring).sign({ mot: "manifest-7", uid, now });
 * const link = identity.verify(new identity.LinkVerifier(ring), fragment, now).bind(null);
 *
 * const policy = { maximumAgeMs: 30 * 86_400_000 };
 * const context = { now, actor: { party: uid } };
 * const { changes, requires } = identity.Identity.verify(null, { link, replay: "fresh", policy }, context);
 * assert.deepEqual([changes[0]?.kind, changes[0]?.id], ["identity", uid]);
 * const [requirement] = requires;
 * assert(requirement !== undefined && "unique" in requirement);
 * assert.equal(requirement.unique, `replay/${link.replayKey}`);
 * ```
 */
export function verify(
    document: Given<Identity> | null | undefined,
    given: { readonly link: BoundLink; readonly replay: Replay; readonly policy: Given<IdentityPolicy> },
    context: Context,
): Decision {
    let link: unknown;
    const others = argumentsText(given, undefined, (name, value) => {
        if (name === "link") {
            link = value;
        }
        return name === "link";
    });
    const stored = document === undefined || document === null ? null : documentText(document, "document");
    return answered(native.identityVerify(stored, boundLinkHandle(link), others, documentText(context, "context")));
}

/**
 * Time has passed: the verification is older than the policy allows; else `identity.not_lapsed`.
 *
 * ```ts
 * const given = { policy: { maximumAgeMs: 86_400_000 } };
 * const { events } = identity.Identity.expire(samples.identity, given, { now: "2025-02-02T10:00:01Z", actor: "system" });
 * assert.equal(events[0]?.type, "identity.expired");
 * ```
 */
export function expire(
    document: Given<Identity> | null | undefined,
    given: { readonly policy: Given<IdentityPolicy> },
    context: Context,
): Decision {
    return decide("identity.expire", document, given, context);
}

/**
 * The user or the platform takes the verification back. Receipts and sessions that were signed before end by the policies of
 * their issuer ({@link TokenPolicy}), and another link verifies again.
 *
 * ```ts
 * const { events } = identity.Identity.revoke(samples.identity, {}, { now: "2025-02-01T11:00:00Z", actor: "platform" });
 * assert.equal(events[0]?.type, "identity.revoked");
 * ```
 */
export function revoke(
    document: Given<Identity> | null | undefined,
    given: Record<string, never> = {},
    context: Context,
): Decision {
    return decide("identity.revoke", document, given, context);
}

/**
 * Every command on an identity, with "enabled" or the code why not; what needs a link or a policy counts as met.
 * `identity.verify` is given with a link, by {@link verify}, never by its name.
 *
 * ```ts
 * const commands = identity.Identity.allowed(samples.localIdentity, { now: new Date(), actor: { party: "user-abc" } });
 * assert.equal(commands.find(({ command }) => command === "revoke")?.code, "lifecycle.illegal_transition");
 * ```
 */
export function allowed(document: Given<Identity>, context: Context): AllowedCommand[] {
    return allowedOf("identity", document, {}, context);
}
