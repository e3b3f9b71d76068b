// Writes every example of the documentation as a module, for the compiler to check.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const root = join(import.meta.dirname, "..");
const snippets = join(root, "snippets");
rmSync(snippets, { recursive: true, force: true });
mkdirSync(snippets);

const names = [...readFileSync(join(root, "ts/index.mts"), "utf8").matchAll(/^ {4}(\w+),$/gm)].map((match) => match[1]);
const prelude = `
import assert from "node:assert/strict";
import type * as documents from "mot-core";
import { ${names.join(", ")} } from "mot-core";
declare const samples: {
    property: documents.Property;
    newApplication: documents.NewApplication;
    application: documents.Application;
    newOffer: documents.NewOffer;
    offer: documents.Offer;
    offeredApplication: documents.Application;
    acceptableOffer: documents.Offer;
    contract: documents.Contract;
    newTranche: documents.NewTranche;
    tranche: documents.Tranche;
    newVoucher: documents.NewVoucher;
    voucher: documents.Voucher;
    bookedVoucher: documents.Voucher;
    bookingRules: documents.BookingRules;
    booking: documents.Booking;
    newCard: documents.NewCard;
    card: documents.Card;
    feeSchedule: documents.FeeScheduleDocument;
    localIdentity: documents.Identity;
    identity: documents.Identity;
    proof: {
        publicKey: object;
        uid: string;
        call: documents.Call;
        proof: documents.Proof;
        signature: string;
        receivedAt: string;
    };
};
`;

function sources(folder) {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? sources(path) : [path];
    });
}

let count = 0;
function write(name, text) {
    count += 1;
    writeFileSync(join(snippets, `${name}.mts`), text);
}

for (const file of sources(join(root, "ts"))) {
    const found = readFileSync(file, "utf8").matchAll(/^ *\* ```ts\n([^]*?)^ *\* ```$/gm);
    for (const [, body] of found) {
        write(`${basename(file, ".cts")}-${count}`, `${prelude}{\n${body.replaceAll(/^ *\* ?/gm, "")}}\n`);
    }
}
for (const [, body] of readFileSync(join(root, "README.md"), "utf8").matchAll(/^```ts\n([^]*?)^```$/gm)) {
    write(`readme-${count}`, body);
}
console.log(`${count} examples`);
