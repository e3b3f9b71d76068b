// The package's two entry points are one library.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";

import * as imported from "mot-core";

const required = createRequire(import.meta.url)("mot-core");

test("what is imported is what is required", () => {
    assert.deepEqual(Object.keys(imported).sort(), Object.keys(required).sort());
    for (const [name, value] of Object.entries(imported)) {
        assert.equal(value, required[name], name);
    }
});

test("the codes of the types are those of the library", () => {
    const entry = createRequire(import.meta.url).resolve("mot-core");
    const { native } = createRequire(entry)("./native.cjs");
    assert.deepEqual(imported.ERROR_CODES, native.errorCodes());
});

test("the version is that of the package", () => {
    const { version } = createRequire(import.meta.url)("mot-core/package.json");
    assert.equal(imported.version(), version);
});
