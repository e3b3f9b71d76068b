import type { ErrorCode } from "./codes.cjs";

/** The part of the domain that refuses: what stands before the dot of a code. */
export type ErrorFamily = ErrorCode extends `${infer Family}.${string}` ? Family : never;

/** A refusal as it crosses. */
interface Refusal {
    readonly code: ErrorCode;
    readonly message: string;
    readonly details: Readonly<Record<string, string>>;
    readonly path: string | null;
    readonly publicCode: PublicCode | null;
}

/** What strangers may be told of a refused link, token or proof. */
export type PublicCode = "link_invalid" | "link_expired" | "link_used";

/**
 * A refusal. The same input is refused with the same code in every language; codes are never renamed.
 *
 * It holds no secret and no personal data: it may be logged, and sent as JSON to a caller whom the host knows. Of a refused
 * link, strangers are told the `publicCode` and nothing else: more would tell a forger what to mend.
 *
 * ```ts
 * try {
 *     money.parse("100.5", "JPY");
 * } catch (error) {
 *     assert(error instanceof MotError);
 *     assert.equal(error.code, "money.too_precise");
 *     assert.equal(error.family, "money");
 *     assert.deepEqual(error.details, { digits: "1", allowed: "0" });
 *     assert(String(error).startsWith("MotError: money.too_precise: "));
 * }
 * ```
 */
export class MotError extends Error {
    static {
        this.prototype.name = "MotError";
    }

    /** The stable code, such as `mortgage.expired`. */
    readonly code: ErrorCode;
    /** What the message says, as names and texts; a list stands as one text, joined by commas. */
    readonly details: Readonly<Record<string, string>>;
    /**
     * Where the fault lies in the document or the arguments, such as `loan.amount` or `siblings[0].status`: by the names that
     * the fields have in JSON.
     */
    readonly path: string | undefined;
    /** What strangers may be told: every refusal of identity has one, and no other. */
    readonly publicCode: PublicCode | undefined;

    /** @internal */
    constructor(refusal: Refusal) {
        super(inFull(refusal));
        // The stack is written when it is first read: now, while the message tells all. Later it is the fact alone.
        void this.stack;
        Object.defineProperty(this, "message", { value: refusal.message });
        this.code = refusal.code;
        this.details = refusal.details;
        this.path = refusal.path ?? undefined;
        this.publicCode = refusal.publicCode ?? undefined;
    }

    /** The module that refuses: the part of the code before the dot. */
    get family(): ErrorFamily {
        return this.code.slice(0, this.code.indexOf(".")) as ErrorFamily;
    }

    /** The refusal in one line, as the stack begins: `MotError: money.bad_number: loan.amount: …`. */
    override toString(): string {
        return `${this.name}: ${inFull(this)}`;
    }

    /** The refusal as a plain object, for a log or a caller whom the host knows; strangers get the `publicCode` alone. */
    toJSON(): WrittenError {
        const { code, message, details, path, publicCode } = this;
        return {
            code,
            message,
            details,
            ...(path !== undefined && { path }),
            ...(publicCode !== undefined && { publicCode }),
        };
    }
}

/** A {@link MotError} as a plain object. */
export interface WrittenError {
    /** The stable code. */
    code: ErrorCode;
    /** What was wrong and what would be right. */
    message: string;
    /** What the message says, as names and texts. */
    details: Readonly<Record<string, string>>;
    /** Where the fault lies, if somewhere. */
    path?: string;
    /** What strangers may be told, if identity refused. */
    publicCode?: PublicCode;
}

/** The code, where the fault lies, and what it is. */
function inFull({ code, path, message }: Pick<Refusal, "code" | "message"> & { path: string | null | undefined }): string {
    return path == null ? `${code}: ${message}` : `${code}: ${path}: ${message}`;
}

/**
 * A defect of the library itself, never of what it was given: it panicked, and the process lives on.
 *
 * Please report it.
 */
export class MotDefect extends Error {
    static {
        this.prototype.name = "MotDefect";
    }
}
