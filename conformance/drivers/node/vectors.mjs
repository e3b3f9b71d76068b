// Vector files: finding them, and comparing what a case expects with what the library says.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import { MotError } from "mot-core";

import { operations } from "./operations.mjs";

/** The vector files of these paths, folders searched, in order. */
export function filesOf(paths) {
    return paths.flatMap(found).sort();
}

function found(path) {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
        return [path];
    }
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.flatMap((entry) => {
        const inner = join(path, entry.name);
        return entry.isDirectory() ? found(inner) : entry.name.endsWith(".json") ? [inner] : [];
    });
}

/** For each case what is wrong with it, or nothing; a file that cannot be run is one fault. */
export function outcomesOf(file) {
    let vectors;
    try {
        vectors = JSON.parse(readFileSync(file, "utf8"));
    } catch (fault) {
        return [`cannot be read: ${fault.message}`];
    }
    const operation = Object.hasOwn(operations, vectors?.op) ? operations[vectors.op] : undefined;
    if (operation === undefined) {
        return [`unknown operation ${vectors?.op}`];
    }
    if (!Array.isArray(vectors.cases) || vectors.cases.length === 0) {
        return ["has no cases"];
    }
    return vectors.cases.map((entry) => outcome(operation, entry, vectors.notes));
}

function outcome(operation, entry, notes) {
    const expected = entry.error ?? entry.ok;
    let got;
    try {
        got = operation(entry.in, notes);
    } catch (error) {
        if (!(error instanceof MotError)) {
            return `${entry.id}: expected ${JSON.stringify(expected)}, got ${String(error).replaceAll("\n", " ")}`;
        }
        const agrees = entry.error !== undefined && isRefusal(entry.error, error);
        return agrees ? undefined : `${entry.id}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(error)}`;
    }
    const agrees = entry.error === undefined && entry.ok !== undefined && holds(entry.ok, got);
    return agrees ? undefined : `${entry.id}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`;
}

/** Whether the refusal has the code, and the path and the details where they are given. */
export function isRefusal(expected, error) {
    return (
        expected.code === error.code &&
        (expected.path === undefined || expected.path === error.path) &&
        (expected.details === undefined || holds(expected.details, error.details))
    );
}

/** Whether every key that is expected has the expected value; other keys are not compared. */
export function holds(expected, got) {
    // Numbered rows are a sample of all there are.
    if (Array.isArray(expected) && expected.some((row) => Number.isInteger(row?.number))) {
        const row = ({ number }) => got.find((row) => row.number === number) ?? null;
        return Array.isArray(got) && expected.every((value) => holds(value, row(value)));
    }
    if (Array.isArray(expected)) {
        return (
            Array.isArray(got) &&
            expected.length === got.length &&
            expected.every((value, index) => holds(value, got[index]))
        );
    }
    if (typeof expected === "object" && expected !== null) {
        const isObject = typeof got === "object" && got !== null && !Array.isArray(got);
        return isObject && Object.entries(expected).every(([name, value]) => holds(value, got[name] ?? null));
    }
    return expected === got;
}
