import { OF_THIS_LIBRARY, onlyOfThisLibrary } from "../brand.cjs";
import { answered, documentText, handle, mistaken, plainText } from "../crossing.cjs";
import type { Application, Contract, EnvelopeType, Offer, Property, RoomMessage, Tranche } from "../documents.cjs";
import type { Given } from "../given.cjs";
import type { Actor, Instant } from "../lifecycle.cjs";
import { native } from "../native.cjs";

type Handle = Exclude<ReturnType<typeof native.admissionRead>, string>;

let handleOf: (admission: unknown) => Handle;

/** What rooms belong to, by kind: stored documents, or as much of them as says who the parties are. */
export interface RoomDocuments {
    property: Given<Property>;
    application: Given<Application>;
    offer: Given<Offer>;
    contract: Given<Contract>;
    tranche: Given<Tranche>;
    voucher: { readonly voucherId: string; readonly issuerUid: string; readonly holderUid?: string | null | undefined };
}

/** Who else was invited: brokers and appraisers to a property, investors to a tranche. */
type Invited<Kind extends keyof RoomDocuments> = Kind extends "property" | "tranche"
    ? { readonly invited?: readonly string[] | undefined }
    : Record<string, never>;

/** Who wants to enter, and when. */
export interface Entrance {
    /** Who, authenticated by the host. */
    readonly actor: Actor;
    /** The present instant, from the host's clock. */
    readonly now: Instant;
}

/** What a client sends. There is no field for a sender: that is whom the host authenticated. */
export interface Envelope {
    /** What it asks for. */
    readonly type: EnvelopeType;
    /** In which room. */
    readonly roomId: string;
    /** What it carries: an object, in a `message` or a `signal`, and only there. */
    readonly payload?: { readonly [name: string]: unknown } | undefined;
}

/**
 * Who may enter the room of an entity, as its stored document says at this moment.
 *
 * Refused: what the strict reader refuses, below `document`; `invited` for another kind than a property or a tranche
 * (`input.unknown_field`).
 *
 * ```ts
 * const admission = room.admission("offer", samples.offer);
 * assert.equal(admission.room, "mortgage:offer:mort-offer-2025-0001");
 * admission.check({ party: "bank-xyz" });
 * assert.throws(() => admission.check({ party: "user-xyz" }), { code: "room.not_admitted" });
 *
 * const sent = '{ "type": "message", "roomId": "mortgage:offer:mort-offer-2025-0001", "payload": { "text": "Hello" } }';
 * const message = admission.admit(sent, { actor: { party: "user-abc" }, now: new Date() });
 * assert.equal(message.from, "user-abc");
 * ```
 */
export function admission<Kind extends keyof RoomDocuments>(
    kind: Kind,
    document: RoomDocuments[Kind],
    given: Invited<Kind> = {} as Invited<Kind>,
): Admission {
    const name = plainText(kind, "kind");
    const stored = documentText(document, "document");
    return new Admission(OF_THIS_LIBRARY, handle(native.admissionRead(name, stored, documentText(given))));
}

/**
 * Who may enter a room. Only {@link admission} makes one.
 *
 * ```ts
 * const admission = room.admission("voucher", { voucherId: "v-1", issuerUid: "provider-1", holderUid: null });
 * const enter = (party = "provider-1") => {
 *     return admission.admit({ type: "join", roomId: "voucher:v-1" }, { actor: { party }, now: new Date() });
 * };
 * assert.equal(enter().type, "join");
 * assert.throws(() => enter("user-abc"), { code: "room.not_admitted" });
 * ```
 */
export class Admission {
    /** The room of the entity. */
    readonly room: string;
    readonly #handle: Handle;

    static {
        handleOf = (admission) =>
            typeof admission === "object" && admission !== null && #handle in admission
                ? admission.#handle
                : mistaken("admission", "an Admission");
    }

    /** @internal */
    constructor(key: symbol, handle: Handle) {
        onlyOfThisLibrary(key);
        this.room = answered(native.admissionRoom(handle));
        this.#handle = handle;
        Object.freeze(this);
    }

    /** Refuses everybody but the entity's parties as `room.not_admitted`. */
    check(actor: Actor): void {
        answered<unknown>(native.admissionCheck(handleOf(this), documentText({ actor })));
    }

    /**
     * The message that goes out to the others in the room: from the actor, now. The envelope is JSON text as a client sent
     * it, or the object that it is.
     *
     * Refused: what the strict reader refuses, an envelope that names its sender among it (`input.unknown_field`); another
     * room than the entity's (`room.wrong_room`); an actor who may not enter (`room.not_admitted`); a message that its reader
     * would not take (`input.too_large`).
     */
    admit(envelope: Envelope | string, entrance: Entrance): RoomMessage {
        const text = typeof envelope === "string" ? plainText(envelope, "envelope") : documentText(envelope);
        return answered(native.admissionAdmit(handleOf(this), text, documentText(entrance, "context")));
    }
}
