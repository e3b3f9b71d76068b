import { types } from "node:util";

import { native } from "./native.cjs";

/** How much text may hold: bytes, and levels of lists and objects. */
export type Limits = readonly [bytes: number, levels: number];

/** Whether a field of the outermost object was taken, and is to be left out of the text. */
export type Apart = (name: string, value: unknown) => boolean;

/** Where a value cannot cross, and how the core refuses that. */
export interface Fault {
    readonly path: readonly string[];
    readonly refusal: (path: string[]) => string;
}

/** Text that is being written. */
interface Writing {
    text: string;
    /** How many characters may still come: each takes a byte at least. */
    left: number;
    readonly limits: Limits;
    readonly apart: Apart | undefined;
}

/** What is not in need of an escape, and is Unicode for certain, matches nothing of this. */
const SPECIAL = /["\\\u0000-\u001f\ud800-\udfff]/;
const { getTime, toISOString } = Date.prototype;
/** They are for dates and bytes alone, and fail on what only looks like them. */
const OF_THEIR_KIND_ONLY: readonly unknown[] = [Date.prototype.toJSON, Buffer.prototype.toJSON];

/**
 * A value as JSON text, judged and written at once: every property is read a single time, so that nothing can be another
 * value when it is written than when it was judged.
 */
export function written(value: unknown, limits: Limits, apart: Apart | undefined): string | Fault {
    const writing: Writing = { text: "", left: limits[0], limits, apart };
    return write(writing, value, 0, false) ?? writing.text;
}

function write(writing: Writing, value: unknown, depth: number, followed: boolean): Fault | undefined {
    switch (typeof value) {
        case "string":
            return writeText(writing, value);
        case "number":
            return Number.isFinite(value) ? put(writing, `${value}`) : unrepresentable();
        case "boolean":
            return put(writing, value ? "true" : "false");
        case "object":
            return value === null ? put(writing, "null") : writeWithin(writing, value, depth + 1, followed);
        default:
            return unrepresentable();
    }
}

function put(writing: Writing, piece: string): Fault | undefined {
    writing.left -= piece.length;
    if (writing.left < 0) {
        return tooLarge(writing);
    }
    writing.text += piece;
    return undefined;
}

function writeText(writing: Writing, text: string): Fault | undefined {
    if (text.length > writing.left) {
        return tooLarge(writing);
    }
    if (!SPECIAL.test(text)) {
        return put(writing, `"${text}"`);
    }
    return text.isWellFormed() ? put(writing, JSON.stringify(text)) : unrepresentable();
}

function writeWithin(writing: Writing, value: object, depth: number, followed: boolean): Fault | undefined {
    const levels = writing.limits[1];
    if (depth > levels) {
        return { path: [], refusal: () => native.refuseTooDeep(levels) };
    }
    if (ArrayBuffer.isView(value) || isRevoked(value)) {
        return unrepresentable();
    }
    if (types.isDate(value)) {
        return Number.isNaN(getTime.call(value)) ? unrepresentable() : put(writing, `"${toISOString.call(value)}"`);
    }
    const prototype: unknown = Object.getPrototypeOf(value);
    const plain = prototype === Object.prototype || prototype === null || prototype === Array.prototype;
    if (!plain && !followed && "toJSON" in value) {
        const { toJSON } = value;
        if (typeof toJSON !== "function" || OF_THEIR_KIND_ONLY.includes(toJSON)) {
            return unrepresentable();
        }
        return write(writing, toJSON.call(value, ""), depth - 1, true);
    }
    if (Array.isArray(value)) {
        return writeList(writing, value, depth);
    }
    // A map, a set, a promise and their like would be written as an empty object or worse.
    if (!plain && Object.prototype.toString.call(value) !== "[object Object]") {
        return unrepresentable();
    }
    return writeObject(writing, value as Record<string, unknown>, depth);
}

function writeList(writing: Writing, list: readonly unknown[], depth: number): Fault | undefined {
    const length: unknown = list.length;
    if (typeof length !== "number" || !(length >= 0)) {
        return unrepresentable();
    }
    if (length > writing.left) {
        return tooLarge(writing);
    }
    for (let index = 0; index < length; index += 1) {
        const fault = put(writing, index === 0 ? "[" : ",") ?? write(writing, list[index], depth, false);
        if (fault !== undefined) {
            return found(`[${index}]`, fault);
        }
    }
    return put(writing, length === 0 ? "[]" : "]");
}

function writeObject(writing: Writing, object: Record<string, unknown>, depth: number): Fault | undefined {
    let before = "{";
    for (const name of Object.keys(object)) {
        const value = object[name];
        if (value === undefined || (depth === 1 && writing.apart?.(name, value) === true)) {
            continue;
        }
        const fault =
            put(writing, before) ?? writeText(writing, name) ?? put(writing, ":") ?? write(writing, value, depth, false);
        if (fault !== undefined) {
            return found(name, fault);
        }
        before = ",";
    }
    return put(writing, before === "{" ? "{}" : "}");
}

/** Whether a value is a proxy that answers nothing any more: every question to it fails. */
export function isRevoked(value: object): boolean {
    if (!types.isProxy(value)) {
        return false;
    }
    try {
        Array.isArray(value);
        return false;
    } catch {
        return true;
    }
}

function unrepresentable(): Fault {
    return { path: [], refusal: native.refuseUnrepresentable };
}

function tooLarge({ limits: [bytes] }: Writing): Fault {
    return { path: [], refusal: () => native.refuseTooLarge(bytes) };
}

/** The same fault, seen from outside of what has this name. */
function found(name: string, { path, refusal }: Fault): Fault {
    return { path: [name, ...path], refusal };
}
