// Every example of the documentation does what it says.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import test from "node:test";

import * as mot from "mot-core";
import samples from "./samples.json" with { type: "json" };

const installed = dirname(createRequire(import.meta.url).resolve("mot-core/package.json"));
const AsyncFunction = async function () {}.constructor;

/** The examples of a text, with the lines that they begin at. */
function examples(text, margin) {
    const found = text.matchAll(new RegExp(`^${margin}\`\`\`ts\\n([^]*?)^${margin}\`\`\`$`, "gm"));
    return [...found].map((match) => ({
        line: text.slice(0, match.index).split("\n").length,
        code: match[1].replaceAll(new RegExp(`^${margin}`, "gm"), "").replaceAll(/^ \* ?/gm, ""),
    }));
}

function declarations(folder) {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? declarations(path) : path.endsWith(".d.cts") ? [path] : [];
    });
}

async function run(code, scope) {
    const body = code.replaceAll(/^import .* from ".*";$/gm, "");
    await new AsyncFunction(...Object.keys(scope), `{\n${body}\n}`)(...Object.values(scope));
}

for (const file of declarations(join(installed, "dist"))) {
    for (const { line, code } of examples(readFileSync(file, "utf8"), " \\* ")) {
        test(`${relative(installed, file)}:${line}`, () => run(code, { ...mot, assert, samples: structuredClone(samples) }));
    }
}

test("README.md", async () => {
    const found = examples(readFileSync(join(installed, "README.md"), "utf8"), "");
    assert(found.length > 2);
    for (const { code } of found) {
        await run(code, { ...mot, assert });
    }
});

test("every function is documented with an example", () => {
    for (const file of declarations(join(installed, "dist"))) {
        const text = readFileSync(file, "utf8");
        const exported = [...text.matchAll(/(\/\*\*(?:(?!\*\/)[^])*\*\/\n)?export declare (?:function|class) (\w+)/g)];
        for (const [, comment, name] of exported) {
            const internal = /native|crossing|writing|Candidate|MotDefect|withoutPolicies/.test(`${relative(installed, file)} ${name}`);
            assert(internal || comment?.includes("```ts"), `${relative(installed, file)}: ${name}`);
        }
    }
});
