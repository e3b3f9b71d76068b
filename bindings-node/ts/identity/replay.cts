import { type Clock, milliseconds } from "../clock.cjs";
import { answered, documentText, handle, mistaken, plainText } from "../crossing.cjs";
import { native } from "../native.cjs";
import type { Replay } from "./candidate.cjs";

type Handle = Exclude<ReturnType<typeof native.replayStoreCreate>, string>;

let handleOf: (store: unknown) => Handle;

/**
 * Remembers replay keys until they expire, at most `capacity` of them at a time, and fails closed: for a portal of one
 * process. A portal of several keeps the keys in its database. A store belongs to its thread.
 *
 * ```ts
 * const replays = new identity.ReplayStore(10_000);
 * const now = Date.now();
 * assert.equal(replays.insert("4jzgNSNUa4C1rD2y1Q5Z8Y", now + 360_000, now), "fresh");
 * assert.equal(replays.insert("4jzgNSNUa4C1rD2y1Q5Z8Y", now + 360_000, now), "seen");
 * assert.equal(replays.size, 1);
 * ```
 */
export class ReplayStore {
    readonly #handle: Handle;

    static {
        handleOf = (store) =>
            typeof store === "object" && store !== null && #handle in store
                ? store.#handle
                : mistaken("store", "a ReplayStore");
    }

    /** An empty store. */
    constructor(capacity: number) {
        this.#handle = handle(native.replayStoreCreate(documentText({ capacity })));
    }

    /**
     * Keeps a key until it expires, if it is not there yet.
     *
     * Keys that expired before the latest instant that the store was told are forgotten; a key with such an expiry counts
     * as seen, because it may be one of them: a clock that goes back opens nothing. A full store refuses a new key as
     * `identity.replay_store_full`.
     */
    insert(replayKey: string, expiresAt: Clock, now: Clock): Replay {
        const store = handleOf(this);
        const key = plainText(replayKey, "replayKey");
        const [expiry, clock] = [milliseconds(expiresAt, "expiresAt"), milliseconds(now, "now")];
        return answered(native.replayStoreInsert(store, key, expiry, clock));
    }

    /** How many keys are kept. */
    get size(): number {
        return native.replayStoreSize(handleOf(this));
    }
}
