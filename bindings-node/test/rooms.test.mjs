// Rooms: their names, their links, where they lie, and who may enter.
import assert from "node:assert/strict";
import test from "node:test";

import { MotError, room } from "mot-core";
import samples from "./samples.json" with { type: "json" };

function refusal(call) {
    try {
        call();
    } catch (error) {
        assert(error instanceof MotError, error);
        return error;
    }
    return assert.fail("nothing was refused");
}

test("rooms by convention", () => {
    assert.equal(room.forTranche("t-1"), "mortgage:tranche:t-1");
    assert.equal(room.forVoucher("v-1"), "voucher:v-1");
    for (const of of [room.forTranche, room.forVoucher, room.forOffer]) {
        assert.deepEqual([refusal(() => of("a--b")).code, refusal(() => of(5)).path], ["id.bad_id", "id"]);
    }
});

test("a link to a room is read strictly", () => {
    assert.deepEqual(room.parseLink("#wabe=A-2&roomId=mortgage%3Aoffer%3AO-1&uid=user-abc&theme=dark"), {
        wabe: "A-2",
        roomId: "mortgage:offer:O-1",
        uid: "user-abc",
        other: ["theme"],
    });
    assert.deepEqual(room.parseLink(""), { wabe: null, roomId: null, uid: null, other: [] });
    for (const [fragment, code, path] of [
        ["x".repeat(2049), "room.too_long"],
        ["wabe", "room.missing_equals"],
        ["wabe=a+b", "room.illegal_char"],
        ["wabe=%2541-1", "room.illegal_char"],
        ["wabe=%4", "room.bad_percent"],
        ["wabe=%ff", "room.bad_utf8"],
        ["wabe=A-1&wabe=A-1", "room.duplicate_key"],
        ["wabe=A-0", "room.bad_cell", "wabe"],
        ["roomId=deal", "room.missing_namespace", "roomId"],
        ["uid=a--b", "room.bad_uid", "uid"],
    ]) {
        const refused = refusal(() => room.parseLink(fragment));
        assert.deepEqual([refused.code, refused.path], [code, path], fragment);
    }
    for (const wrong of [undefined, 5, "\ud800"]) {
        assert.equal(refusal(() => room.parseLink(wrong)).code.split(".")[0], "input");
    }
});

test("a link to a room is written in one order", () => {
    const link = { uid: "user-abc", roomId: "deal:1", wabe: "cell-7" };
    assert.equal(room.writeLink("honeycomb.html", link), "honeycomb.html#wabe=cell-7&roomId=deal:1&uid=user-abc");
    assert.equal(room.writeLink("/rooms?a=%20", { roomId: null }), "/rooms?a=%20");
    assert.equal(refusal(() => room.writeLink("a#b", {})).code, "room.bad_page");
    assert.deepEqual([refusal(() => room.writeLink("a", { wabe: "A-0" })).code, refusal(() => room.writeLink("a", { wabe: "A-0" })).path], ["room.bad_cell", "wabe"]);
    assert.equal(refusal(() => room.writeLink("a", { roomId: "deal" })).path, "roomId");
    assert.equal(refusal(() => room.writeLink("a", { uid: "a--b" })).path, "uid");
    assert.equal(refusal(() => room.writeLink("a", null)).path, "link");
    assert.equal(refusal(() => room.writeLink(5, {})).path, "page");
});

test("a link to a room that is to be written is read strictly", () => {
    for (const [link, code, path] of [
        [{ wabe: "A-1", roomid: "deal:1" }, "input.unknown_field", "roomid"],
        [{ page: "elsewhere.html" }, "input.unknown_field", "page"],
        [{ other: "theme" }, "input.wrong_type", "other"],
        [new Date(), "input.wrong_type", "link"],
        [[], "input.wrong_type", "link"],
    ]) {
        const refused = refusal(() => room.writeLink("a", link));
        assert.deepEqual([refused.code, refused.path], [code, path]);
    }
    const read = room.parseLink("#theme=dark&uid=user-abc&wabe=A-2");
    assert.deepEqual(read.other, ["theme"]);
    assert.equal(room.writeLink("a", read), "a#wabe=A-2&uid=user-abc");
});

test("a honeycomb names its cells in two ways", () => {
    const honeycomb = new room.Honeycomb();
    assert.deepEqual([honeycomb.toLabel("cell-36"), honeycomb.toNumber("F-6")], ["F-6", "cell-36"]);
    assert.equal(honeycomb.lowestFree([]), "cell-1");
    assert.equal(refusal(() => honeycomb.toLabel("G-1")).code, "room.cell_outside_grid");
    assert.deepEqual([refusal(() => honeycomb.toLabel("a-1")).code, refusal(() => honeycomb.toLabel("a-1")).path], ["room.bad_cell", "cell"]);
    assert.equal(refusal(() => honeycomb.lowestFree(["A-1", "A-0"])).path, "taken[1]");
    const one = new room.Honeycomb({ rows: 1, columns: 1 });
    assert.equal(refusal(() => one.lowestFree(["A-1"])).code, "room.no_free_cell");
    for (const grid of [{ rows: 0, columns: 1 }, { rows: 27, columns: 1 }, { rows: 1, columns: 1000 }]) {
        assert.equal(refusal(() => new room.Honeycomb(grid)).code, "room.bad_grid");
    }
    assert.equal(refusal(() => new room.Honeycomb({ rows: 6 })).path, "columns");
    assert.equal(refusal(() => new room.Honeycomb({ rows: -1, columns: 2 })).path, "rows");
    assert.equal(refusal(() => new room.Honeycomb(null)).code, "input.wrong_type");
    assert.equal(refusal(() => honeycomb.toLabel.call({}, "A-1")).path, "honeycomb");
});

test("a map has each cell and each room once", () => {
    const entries = [{ cell: "A-1", roomId: "deal:1" }, { cell: "cell-8", roomId: "deal:2" }];
    const map = new room.CellMap(new room.Honeycomb(), entries);
    assert.deepEqual([map.roomOf("B-2"), map.roomOf("A-2"), map.cellOf("deal:1"), map.cellOf("deal:3")], ["deal:2", null, "cell-1", null]);
    assert.equal(refusal(() => map.roomOf("G-1")).code, "room.cell_outside_grid");
    assert.equal(refusal(() => map.cellOf("deal")).code, "room.missing_namespace");
    const refused = (entry) => refusal(() => new room.CellMap(new room.Honeycomb(), [...entries, entry]));
    assert.equal(refused({ cell: "cell-1", roomId: "deal:3" }).code, "room.duplicate_cell");
    assert.equal(refused({ cell: "A-2", roomId: "deal:1" }).code, "room.duplicate_room");
    assert.equal(refused({ cell: "A-2", roomId: "deal" }).path, "entries[2].roomId");
    assert.equal(refused({ cell: "A-0", roomId: "deal:3" }).path, "entries[2].cell");
    assert.equal(refused({ cell: "A-2" }).path, "entries[2].roomId");
    assert.equal(refusal(() => new room.CellMap({}, entries)).path, "honeycomb");
    assert.equal(refusal(() => new room.CellMap(new room.Honeycomb(), null)).path, "entries");
});

test("the parties of an entity may enter its room", () => {
    const { property, application, offer, contract, tranche } = samples;
    const placed = { ...tranche, status: "placed", holderUid: "investor-1" };
    const admissions = [
        [room.admission("property", property, { invited: ["broker-1"] }), [property.ownerUid, "broker-1"]],
        [room.admission("application", application), [application.borrowerUid, ...application.sharedWith]],
        [room.admission("offer", offer), [offer.holderUid, offer.issuerId]],
        [room.admission("contract", contract), [contract.borrowerUid, contract.lenderId]],
        [room.admission("tranche", tranche, { invited: ["investor-1"] }), [tranche.issuerId, "investor-1"]],
        [room.admission("tranche", placed, { invited: ["investor-2"] }), [tranche.issuerId, "investor-1", "investor-2"]],
        [room.admission("voucher", { voucherId: "v-1", issuerUid: "provider-1", holderUid: null }), ["provider-1"]],
    ];
    for (const [admission, parties] of admissions) {
        for (const party of parties) {
            assert.equal(admission.check({ party }), undefined);
        }
        for (const actor of [{ party: "stranger" }, "system", "platform", "service"]) {
            assert.equal(refusal(() => admission.check(actor)).code, "room.not_admitted");
        }
        assert.equal(refusal(() => admission.check("user-abc")).path, "actor");
        assert.equal(refusal(() => admission.check()).path, "actor");
    }
    assert.deepEqual(
        admissions.map(([admission]) => admission.room),
        [
            room.forProperty(property.propertyId),
            room.forApplication(application.applicationId),
            room.forOffer(offer.voucherId),
            room.forContract(contract.voucherId),
            room.forTranche(tranche.voucherId),
            room.forTranche(tranche.voucherId),
            "voucher:v-1",
        ],
    );
});

test("an admission refuses what cannot be read", () => {
    const path = (call) => refusal(call).path;
    assert.equal(path(() => room.admission("offer", { ...samples.offer, loan: 5 })), "document.loan");
    assert.equal(path(() => room.admission("offer", samples.offer, { invited: ["broker-1"] })), "invited");
    assert.equal(path(() => room.admission("property", samples.property, { invited: ["a--b"] })), "invited[0]");
    assert.equal(path(() => room.admission("property", samples.property, { inivted: [] })), "inivted");
    assert.equal(path(() => room.admission("lot", {})), "kind");
    assert.equal(path(() => room.admission(5, {})), "kind");
});

test("the sender of a message is whom the host authenticated", () => {
    const admission = room.admission("offer", samples.offer);
    const entrance = { actor: { party: samples.offer.holderUid }, now: "2025-02-01T12:25:00.000123Z" };
    const envelope = { type: "message", roomId: admission.room, payload: { text: "Hello", list: [1] } };
    const message = { ...envelope, from: samples.offer.holderUid, at: "2025-02-01T12:25:00Z" };
    assert.deepEqual(admission.admit(envelope, entrance), message);
    assert.deepEqual(admission.admit(JSON.stringify(envelope), { ...entrance, now: new Date("2025-02-01T12:25:00Z") }), message);
    const { payload: _, ...joining } = { ...envelope, type: "join" };
    assert.deepEqual(admission.admit(joining, entrance), { type: "join", roomId: admission.room, from: message.from, at: message.at });
    for (const [change, code, path] of [
        [{ from: "bank-xyz" }, "input.unknown_field", "from"],
        [{ payload: undefined }, "input.missing_field", "payload"],
        [{ payload: "Hello" }, "input.wrong_type", "payload"],
        [{ payload: { text: NaN } }, "input.bad_value", "payload.text"],
        [{ type: "join" }, "input.unknown_field", "payload"],
        [{ type: "shout" }, "input.bad_value", "type"],
        [{ roomId: "deal" }, "room.missing_namespace", "roomId"],
        [{ roomId: "deal:1" }, "room.wrong_room", undefined],
    ]) {
        const error = refusal(() => admission.admit({ ...envelope, ...change }, entrance));
        assert.deepEqual([error.code, error.path], [code, path], JSON.stringify(change));
    }
    const refused = (envelope, entrance) => refusal(() => admission.admit(envelope, entrance));
    assert.equal(refused(envelope, { ...entrance, actor: { party: "user-xyz" } }).code, "room.not_admitted");
    assert.equal(refused('{"type":"join","type":"leave"}', entrance).code, "input.duplicate_field");
    assert.equal(refused("Hello", entrance).code, "input.bad_json");
    assert.equal(refused(`"${"a".repeat(256 * 1024)}"`, entrance).code, "input.too_large");
    assert.equal(refused(envelope, { ...entrance, now: "soon" }).path, "context.now");
    assert.equal(refused(envelope, { now: entrance.now }).path, "context.actor");
    assert.equal(refused(envelope, { ...entrance, from: "bank-xyz" }).path, "context.from");
    assert.equal(refused(undefined, entrance).code, "input.bad_value");
});
