// Runs vector files through the public interface: one line for each failing case, then the count.
import { filesOf, outcomesOf } from "./vectors.mjs";

const given = process.argv.slice(2);
const files = filesOf(given.length > 0 ? given : ["conformance/vectors"]);
let passed = 0;
let failed = 0;
if (files.length === 0) {
    console.log("no vector files");
    failed += 1;
}
for (const file of files) {
    for (const fault of outcomesOf(file)) {
        if (fault === undefined) {
            passed += 1;
        } else {
            failed += 1;
            console.log(`${file}: ${fault}`);
        }
    }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
