import { answered, argumentsText, ask, objectGiven } from "../crossing.cjs";
import { native } from "../native.cjs";

/** What a link to a room says. The user id identifies and does not authenticate. */
export interface RoomLink {
    /** The cell, such as `B-2` or `cell-8`. */
    readonly wabe: string | null;
    /** The room. */
    readonly roomId: string | null;
    /** Who comes, as they say. */
    readonly uid: string | null;
    /** The names of what else stood there, decoded, in their order: the sender's text. Its values are dropped. */
    readonly other: readonly string[];
}

/**
 * Reads the fragment of a link to a room, with or without its `#`; of several bad fields the first in the text speaks.
 *
 * Refused: `room.too_long` (2048 characters), and for each part in turn `missing_equals`, `illegal_char` (a raw plus, or a
 * percent sign that is left after decoding once), `bad_percent`, `bad_utf8`, `duplicate_key`, then what the field refuses,
 * with its name as the path: `bad_cell`, the codes of {@link parse}, `bad_uid`.
 *
 * ```ts
 * const { wabe, roomId, other } = room.parseLink("#wabe=A-2&roomId=mortgage%3Aoffer%3AO-2025-0001&theme=dark");
 * assert.deepEqual([wabe, roomId, other], ["A-2", "mortgage:offer:O-2025-0001", ["theme"]]);
 * assert.throws(() => room.parseLink("#wabe=A-0"), { code: "room.bad_cell", path: "wabe" });
 * ```
 */
export function parseLink(fragment: string): RoomLink {
    return ask(native.roomLinkParse, { fragment });
}

/**
 * The link to a room on a page: what is given, in the order `wabe`, `roomId`, `uid`. Nothing needs an escape. What
 * {@link parseLink} gives can be written again; its `other` is left out.
 *
 * Refused: another field (`input.unknown_field`), `room.bad_cell`, the codes of {@link parse}, `id.bad_id`, and a page that is not at most 2048 visible ASCII
 * characters without `#` (`room.bad_page`).
 *
 * ```ts
 * const link = room.writeLink("honeycomb.html", { wabe: "A-2", roomId: room.forOffer("O-2025-0001") });
 * assert.equal(link, "honeycomb.html#wabe=A-2&roomId=mortgage:offer:O-2025-0001");
 * ```
 */
export function writeLink(
    page: string,
    link: {
        readonly wabe?: string | null | undefined;
        readonly roomId?: string | null | undefined;
        readonly uid?: string | null | undefined;
        readonly other?: readonly string[] | undefined;
    },
): string {
    return answered(native.roomLinkWrite(argumentsText({ page }), argumentsText(objectGiven(link, "link"))));
}
