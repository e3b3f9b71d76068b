// One mortgage, from the link that opens the portal to the fee of the loan. See examples/README.md.

import Foundation
import MotCore

let folder = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "examples/data"

func read(_ name: String) throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
}

func instant(_ text: String) -> Date {
    ISO8601DateFormatter().date(from: text)!
}

func context(_ now: String, _ party: PartyId) -> Context {
    Context(now: instant(now), actor: .party(id: party))
}

let store = Store()
let used = ReplayStore(capacity: 10_000)
let borrower = try openPortal(read("link.json"), used, store)
try prove(read("proof.json"), used, store)

let property = try Property.fromJson(read("property.json"))
let application = try NewApplication.fromJson(read("application.json"))
try store.commit(
    "the borrower asks for a loan",
    Application.submit(application, property: property, context: context("2025-02-01T10:15:00Z", borrower)))
try store.commit(
    "shows the application to three lenders",
    store.application!.share(
        lenders: ["bank-xyz", "bank-2", "bank-3"], context: context("2025-02-01T11:00:00Z", borrower)))

let makers = [
    ("bank-xyz", "2025-02-01T12:00:00Z"), ("bank-2", "2025-02-01T12:10:00Z"), ("bank-3", "2025-02-01T12:20:00Z"),
]
for (lender, now) in makers {
    let offer = try NewOffer.fromJson(read("offer-\(lender).json"))
    let monthly = try instalment(
        loan: offer.loan, nominalRate: offer.interest.nominalRate, initialRate: offer.repayment.initialRate,
        rounding: .halfUp)
    try store.commit(
        "\(lender) offers \(shown(offer.loan)) at \(offer.interest.nominalRate * 100) %, \(shown(monthly)) a month",
        Offer.make(offer, policy: "de_mortgage", application: store.application!, context: context(now, lender)))
}

try weigh(store)
try meet(borrower, store)

let chosen = store.offers["mort-offer-2025-0001"]!
let sheet = try NewEvidence(
    kind: .informationSheet, at: instant("2025-02-01T12:30:00Z"), termsSha256: chosen.termsSha256(),
    reference: "doc-77")
try store.commit(
    "bank-xyz hands over the information sheet",
    chosen.recordEvidence(evidence: sheet, context: context("2025-02-01T12:30:00Z", "bank-xyz")))

func accept(_ id: OfferId) throws -> Decision {
    try store.offers[id]!.accept(
        contractId: "mort-contract-2025-0001", application: store.application!,
        siblings: store.offers.values.filter { $0.voucherId != id },
        context: context("2025-02-03T08:00:00Z", borrower))
}
do {
    _ = try accept("mort-offer-2025-0003")
    fatalError("a lapsed offer was accepted")
} catch let refusal as MotError {
    try store.refuse("the borrower wants the offer of bank-3, which has lapsed", refusal)
}
try store.commit("the borrower accepts the offer of bank-xyz", accept("mort-offer-2025-0001"))

let draft = documentHash(bytes: Data("the draft of mort-contract-2025-0001".utf8))
try store.commit(
    "bank-xyz puts the draft in place",
    store.contract!.replaceDraft(
        draftPdf: "s3://contracts/drafts/mort-contract-2025-0001.pdf",
        context: context("2025-02-04T08:30:00Z", "bank-xyz"), sha256: draft))

let evidence = [
    NewEvidence(kind: .creditAssessment, at: instant("2025-02-04T09:00:00Z"), result: .positive),
    NewEvidence(kind: .identification, at: instant("2025-02-04T09:05:00Z"), subject: borrower),
    NewEvidence(kind: .contractCopy, at: instant("2025-02-05T09:30:00Z")),
    NewEvidence(kind: .mandatoryInformation, at: instant("2025-02-05T09:35:00Z")),
]
for item in evidence {
    let now = Context(now: item.at, actor: .party(id: "bank-xyz"))
    try store.commit(
        "bank-xyz records: \(item.kind)",
        store.contract!.recordEvidence(evidence: item, context: now))
}

func sign(_ now: String, _ party: PartyId) throws -> Decision {
    try store.contract!.sign(documentSha256: draft, context: context(now, party))
}
try store.commit("the borrower signs", sign("2025-02-05T09:45:00Z", borrower))
let signed = try sign("2025-02-05T10:00:00Z", "bank-xyz")
try store.commit("bank-xyz signs, and the contract is made", signed)

let schedule = try FeeSchedule.parse(json: read("fee-schedule.json"))
for trigger in signed.feeTriggers {
    guard let fee = try schedule.quote(trigger: trigger) else { fatalError("no fee is due") }
    store.tell(fee.at, "\(fee.payer.id) owes the platform \(shown(fee.amount)) on \(shown(fee.base))")
    try store.keep("{\"fee\":\(fee.json)}")
}
store.lines.forEach { print($0) }

func shown(_ money: Money) -> String {
    "\((try? money.decimal()) ?? 0) \(money.currency)"
}

/// The offers' stated rates are checked, and the offers compared over the shortest time for which a rate is fixed.
func weigh(_ store: Store) throws {
    let now = instant("2025-02-01T12:22:00Z")
    let offers = (1...3).map { store.offers["mort-offer-2025-000\($0)"]! }
    for offer in offers {
        guard let stated = offer.interest.effectiveRate else { fatalError("no effective rate is stated") }
        let found = try offer.verifyStatedAprc(stated: stated)
        store.tell(now, "\(offer.issuerId) states \(stated * 100) %, it is \(found.rate * 100) %: \(found.verdict)")
        try store.keep("{\"statedAprc\":\(found.toJson())}")
    }

    let comparison = try compare(financings: offers.map { try $0.financing() }, by: .totalCost)
    for one in comparison.ranking {
        let lender = offers[Int(one.index)].issuerId
        let why = "interest \(shown(one.moreInterest)), costs \(shown(one.moreCosts))"
        let cost = "\(shown(one.totalCost)) in \(comparison.horizonMonths) months"
        store.tell(now, "\(one.rank). \(lender) costs \(cost), \(shown(one.moreTotalCost)) more: \(why)")
    }
    try store.keep("{\"comparison\":\(comparison.toJson())}")
}

/// The borrower goes to the room of an offer and says something; a stranger does not get in.
func meet(_ uid: Uid, _ store: Store) throws {
    let admission = try Admission.ofOffer(offer: store.offers["mort-offer-2025-0001"]!)
    let wabe = try Honeycomb.default().lowestFree(taken: ["A-1", "cell-2"])
    let link = try RoomLink(wabe: wabe, roomId: admission.room(), uid: uid).write(page: "honeycomb.html")
    let now = instant("2025-02-01T12:25:00Z")
    store.tell(now, "the room of the offer is \(admission.room()), at \(wabe)")
    try store.keep("{\"roomLink\":\"\(link)\"}")

    let sent = """
        { "type": "message", "roomId": "mortgage:offer:mort-offer-2025-0001",
          "payload": { "text": "Is 3.2 % your last word?" } }
        """
    let envelope = try Envelope.fromJson(json: sent)
    let said = try envelope.admit(admission: admission, actor: .party(id: uid), now: now)
    store.tell(now, "the borrower says something there")
    try store.keep("{\"message\":\(said.toJson())}")
    do {
        _ = try envelope.admit(admission: admission, actor: .party(id: "user-abc"), now: now)
        fatalError("a stranger got in")
    } catch let refusal as MotError {
        try store.refuse("a stranger wants to say the same", refusal)
    }
}
