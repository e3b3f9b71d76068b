// One mortgage, from the link that opens the portal to the fee of the loan. See examples/README.md.

import com.google.gson.JsonParser
import java.io.File
import java.math.BigDecimal
import java.time.Instant
import systems.together.mot.*

fun main(arguments: Array<String>) {
    val data = File(arguments.firstOrNull() ?: "examples/data")
    fun read(name: String) = File(data, name).readText()
    val store = Store()

    val used = ReplayStore(capacity = 10_000u)
    val borrower = openPortal(JsonParser.parseString(read("link.json")).asJsonObject, used, store)
    prove(JsonParser.parseString(read("proof.json")).asJsonObject, used, store)
    fun context(now: String, party: PartyId) = Context(Instant.parse(now), Actor.Party(party))

    val property = Property.fromJson(read("property.json"))
    val application = NewApplication.fromJson(read("application.json"))
    store.commit(
        "the borrower asks for a loan",
        Application.submit(application, property, context("2025-02-01T10:15:00Z", borrower)),
    )
    store.commit(
        "shows the application to three lenders",
        store.application.share(listOf("bank-xyz", "bank-2", "bank-3"), context("2025-02-01T11:00:00Z", borrower)),
    )

    val made = listOf("bank-xyz" to "2025-02-01T12:00:00Z", "bank-2" to "2025-02-01T12:10:00Z", "bank-3" to "2025-02-01T12:20:00Z")
    for ((lender, now) in made) {
        val offer = NewOffer.fromJson(read("offer-$lender.json"))
        val monthly = instalment(offer.loan, offer.interest.nominalRate, offer.repayment.initialRate, Rounding.HALF_UP)
        store.commit(
            "$lender offers ${shown(offer.loan)} at ${percent(offer.interest.nominalRate)} %, ${shown(monthly)} a month",
            Offer.make(offer, "de_mortgage", store.application, context(now, lender)),
        )
    }

    weigh(store)
    meet(borrower, store)

    val chosen = store.offers.getValue("mort-offer-2025-0001")
    val sheet = NewEvidence(
        kind = EvidenceKind.INFORMATION_SHEET,
        at = Instant.parse("2025-02-01T12:30:00Z"),
        termsSha256 = chosen.termsSha256(),
        reference = "doc-77",
    )
    store.commit(
        "bank-xyz hands over the information sheet",
        chosen.recordEvidence(sheet, context("2025-02-01T12:30:00Z", "bank-xyz")),
    )

    fun accept(id: OfferId): Decision {
        val siblings = store.offers.values.filter { it.voucherId != id }
        val now = context("2025-02-03T08:00:00Z", borrower)
        return store.offers.getValue(id).accept("mort-contract-2025-0001", store.application, siblings, now)
    }
    try {
        accept("mort-offer-2025-0003")
        error("a lapsed offer was accepted")
    } catch (refusal: MotException) {
        store.refuse("the borrower wants the offer of bank-3, which has lapsed", refusal)
    }
    store.commit("the borrower accepts the offer of bank-xyz", accept("mort-offer-2025-0001"))

    val draft = documentHash("the draft of mort-contract-2025-0001".toByteArray())
    val path = "s3://contracts/drafts/mort-contract-2025-0001.pdf"
    store.commit(
        "bank-xyz puts the draft in place",
        store.contract.replaceDraft(path, context("2025-02-04T08:30:00Z", "bank-xyz"), sha256 = draft),
    )

    fun shown(kind: EvidenceKind, at: String, result: AssessmentResult? = null, subject: PartyId? = null) =
        NewEvidence(kind, Instant.parse(at), result = result, subject = subject)
    val evidence = listOf(
        shown(EvidenceKind.CREDIT_ASSESSMENT, "2025-02-04T09:00:00Z", result = AssessmentResult.POSITIVE),
        shown(EvidenceKind.IDENTIFICATION, "2025-02-04T09:05:00Z", subject = borrower),
        shown(EvidenceKind.CONTRACT_COPY, "2025-02-05T09:30:00Z"),
        shown(EvidenceKind.MANDATORY_INFORMATION, "2025-02-05T09:35:00Z"),
    )
    for (item in evidence) {
        val now = Context(item.at, Actor.Party("bank-xyz"))
        store.commit("bank-xyz records: ${item.kind.name.lowercase()}", store.contract.recordEvidence(item, now))
    }

    store.commit(
        "the borrower signs",
        store.contract.sign(draft, context("2025-02-05T09:45:00Z", borrower)),
    )
    val signed = store.contract.sign(draft, context("2025-02-05T10:00:00Z", "bank-xyz"))
    store.commit("bank-xyz signs, and the contract is made", signed)

    val schedule = FeeSchedule.parse(read("fee-schedule.json"))
    for (trigger in signed.feeTriggers) {
        val fee = schedule.quote(trigger) ?: error("no fee is due")
        store.tell(fee.at, "${fee.payer.id} owes the platform ${shown(fee.amount)} on ${shown(fee.base)}")
        store.keep("""{"fee":${fee.json}}""")
    }
    store.lines.forEach(::println)
}

/** The offers' stated rates are checked, and the offers compared over the shortest time for which a rate is fixed. */
fun weigh(store: Store) {
    val now = Instant.parse("2025-02-01T12:22:00Z")
    val offers = (1..3).map { store.offers.getValue("mort-offer-2025-000$it") }
    for (offer in offers) {
        val stated = offer.interest.effectiveRate ?: error("no effective rate is stated")
        val found = offer.verifyStatedAprc(stated)
        val verdict = found.verdict.name.lowercase()
        store.tell(now, "${offer.issuerId} states ${percent(stated)} %, it is ${percent(found.rate)} %: $verdict")
        store.keep("""{"statedAprc":${found.toJson()}}""")
    }

    val comparison = compare(offers.map { it.financing() }, CompareBy.TOTAL_COST)
    for (one in comparison.ranking) {
        val lender = offers[one.index.toInt()].issuerId
        val why = "interest ${shown(one.moreInterest)}, costs ${shown(one.moreCosts)}"
        val (cost, more) = listOf(one.totalCost, one.moreTotalCost).map(::shown)
        store.tell(now, "${one.rank}. $lender costs $cost in ${comparison.horizonMonths} months, $more more: $why")
    }
    store.keep("""{"comparison":${comparison.toJson()}}""")
}

fun percent(rate: BigDecimal): BigDecimal = rate.movePointRight(2).setScale(2)

/** The borrower goes to the room of an offer and says something; a stranger does not get in. */
fun meet(uid: Uid, store: Store) {
    val admission = Admission.ofOffer(store.offers.getValue("mort-offer-2025-0001"))
    val wabe = Honeycomb.default().lowestFree(listOf("A-1", "cell-2"))
    val link = RoomLink(wabe = wabe, roomId = admission.room(), uid = uid).write("honeycomb.html")
    val now = Instant.parse("2025-02-01T12:25:00Z")
    store.tell(now, "the room of the offer is ${admission.room()}, at $wabe")
    store.keep("""{"roomLink":"$link"}""")

    val sent = """{ "type": "message", "roomId": "mortgage:offer:mort-offer-2025-0001", """ +
        """"payload": { "text": "Is 3.2 % your last word?" } }"""
    val envelope = Envelope.fromJson(sent)
    val said = envelope.admit(admission, Actor.Party(uid), now)
    store.tell(now, "the borrower says something there")
    store.keep("""{"message":${said.toJson()}}""")
    try {
        envelope.admit(admission, Actor.Party("user-abc"), now)
        error("a stranger got in")
    } catch (refusal: MotException) {
        store.refuse("a stranger wants to say the same", refusal)
    }
}

fun shown(money: Money) = "${money.decimal()} ${money.currency}"
