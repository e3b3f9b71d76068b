/* The commands of the scenarios as calls of the typed interface. */
package systems.together.mot.conformance

import com.google.gson.JsonElement
import com.google.gson.JsonNull
import com.google.gson.JsonObject
import com.google.gson.JsonPrimitive
import java.time.Instant
import java.time.format.DateTimeParseException
import java.time.temporal.ChronoUnit
import systems.together.mot.Amendment
import systems.together.mot.Application
import systems.together.mot.Booking
import systems.together.mot.BookingRules
import systems.together.mot.BoundLink
import systems.together.mot.Busy
import systems.together.mot.Card
import systems.together.mot.Context
import systems.together.mot.Contract
import systems.together.mot.Decision
import systems.together.mot.Identity
import systems.together.mot.IdentityPolicy
import systems.together.mot.JurisdictionPolicy
import systems.together.mot.LinkVerifier
import systems.together.mot.MotException
import systems.together.mot.NewApplication
import systems.together.mot.NewCard
import systems.together.mot.NewEvidence
import systems.together.mot.NewOffer
import systems.together.mot.NewTranche
import systems.together.mot.NewVoucher
import systems.together.mot.Offer
import systems.together.mot.Policies
import systems.together.mot.Property
import systems.together.mot.Replay
import systems.together.mot.Tranche
import systems.together.mot.Uid
import systems.together.mot.Voucher
import systems.together.mot.accept
import systems.together.mot.amend
import systems.together.mot.archive
import systems.together.mot.assignHolder
import systems.together.mot.assignNotary
import systems.together.mot.attachDocument
import systems.together.mot.book
import systems.together.mot.cancel
import systems.together.mot.cancelBooking
import systems.together.mot.consume
import systems.together.mot.create
import systems.together.mot.decline
import systems.together.mot.expire
import systems.together.mot.fromJson
import systems.together.mot.hold
import systems.together.mot.issue
import systems.together.mot.lapse
import systems.together.mot.linkPolicy
import systems.together.mot.make
import systems.together.mot.markNoShow
import systems.together.mot.place
import systems.together.mot.recordEvidence
import systems.together.mot.redeem
import systems.together.mot.release
import systems.together.mot.replaceDraft
import systems.together.mot.reschedule
import systems.together.mot.revoke
import systems.together.mot.share
import systems.together.mot.sign
import systems.together.mot.submit
import systems.together.mot.supersede
import systems.together.mot.transfer
import systems.together.mot.undoRedemption
import systems.together.mot.verify
import systems.together.mot.withdraw

/** A command as a host holds it: the stored document, the arguments, the context. */
class Command(val name: String, val document: JsonElement?, val arguments: JsonObject, val context: JsonObject) {
    /** What the typed form of the command gives; nothing if what is given has no typed form. */
    fun typed(): Decision? {
        val form = FORMS[name] ?: return null
        val fits = arguments.keySet().all { it in form.needed || it in form.optional } &&
            form.needed.all { arguments[it].given() != null } &&
            arguments.entrySet().all { (name, value) -> isOfItsKind(name, value) } &&
            (form.creates || document.given() != null)
        val typed = if (fits) typedContext() else null
        return typed?.let { form.call(this, it) }
    }

    private fun isOfItsKind(name: String, value: JsonElement): Boolean = value.isJsonNull || when (name) {
        "lenders" -> value.isJsonArray && value.items().all { it is JsonPrimitive && it.isString }
        "siblings", "offers", "tranches", "policies", "keys", "busy" -> value.isJsonArray
        "policy" -> if (this.name == "offer.make") isText(value) else value.isJsonObject
        "contractId", "notaryId", "documentSha256", "sha256", "draftPdf", "signedPdf", "termsRef",
        "uid", "fragment", "replay", "linkNow", "bookingId", "holder", "recipient", "reason", "nonce",
        -> isText(value)
        "slotStart", "slotEnd" -> isText(value) && isInstant(value.asString)
        // The typed form has no other name for the voucher than the voucher itself.
        "voucherId" -> value == (arguments["voucher"] as? JsonObject)?.get("voucherId")
        else -> value.isJsonObject
    }

    private fun isText(value: JsonElement): Boolean = value is JsonPrimitive && value.isString

    private fun isInstant(text: String): Boolean = try {
        Instant.parse(text).let { it == it.truncatedTo(ChronoUnit.MILLIS) }
    } catch (_: DateTimeParseException) {
        false
    }

    private fun typedContext(): Context? = try {
        val expected = context["expectedVersion"].given()
        Context(
            now = Instant.parse(context.text("now")!!),
            actor = actor(context["actor"]),
            expectedVersion = expected?.asBigDecimal?.longValueExact()?.toULong(),
        )
    } catch (_: DateTimeParseException) {
        null
    }

    fun word(name: String): String = arguments.text(name)!!

    fun wordOrNone(name: String): String? = arguments.text(name)

    /** Judges the link by the policy that is given, and binds it to the stored user id. */
    fun boundLink(stored: Uid?, now: Instant): BoundLink {
        val own = arguments["policy"].given()?.asJsonObject ?: JsonObject()
        val policy = linkPolicy(
            maximumAgeMs = own["maximumAgeMs"].given()?.asLong?.toULong(),
            maximumSkewMs = own["maximumSkewMs"].given()?.asLong?.toULong(),
            audience = own.text("audience"),
            requireVersion2 = own["requireVersion2"].given()?.asBoolean,
            revoked = own["revoked"].items().map { it.asString },
            issuedAfter = own["issuedAfter"].given()?.let { Instant.ofEpochMilli(it.asLong) },
        )
        val verifier = LinkVerifier(keyRing(arguments["keys"], JsonNull.INSTANCE), policy)
        return verifier.verify(word("fragment"), wordOrNone("linkNow")?.let(Instant::parse) ?: now).bind(stored)
    }

    fun application(): Application = argument("application") { Application.fromJson(it) }

    fun offer(): Offer = argument("offer") { Offer.fromJson(it) }

    fun contract(): Contract? = arguments["contract"].given()?.let { argument("contract") { Contract.fromJson(it) } }

    fun slotStart(): Instant = Instant.parse(word("slotStart"))

    fun slotEnd(): Instant = Instant.parse(word("slotEnd"))

    fun rules(): BookingRules = argument("rules") { BookingRules.fromJson(it) }

    fun busy(): List<Busy> = arguments["busy"].items().mapIndexed { index, busy ->
        within("busy[$index]") { Busy.fromJson(busy.toString()) }
    }

    /** The booking that has this role, if one is given. */
    fun booking(role: String = "booking"): Booking? =
        arguments[role].given()?.let { argument(role) { Booking.fromJson(it) } }

    fun voucher(): Voucher = argument("voucher") { Voucher.fromJson(it) }

    fun storedVoucher(): Voucher = stored { Voucher.fromJson(it) }

    fun storedCard(): Card = stored { Card.fromJson(it) }

    fun tranches(): List<Tranche> = arguments["tranches"].items().mapIndexed { index, tranche ->
        within("tranches[$index]") { Tranche.fromJson(tranche.toString()) }
    }

    fun offers(name: String): List<Offer> = arguments[name].items().mapIndexed { index, offer ->
        within("$name[$index]") { Offer.fromJson(offer.toString()) }
    }

    fun policies(): Policies? = arguments["policies"].given()?.let { given ->
        val read = given.items().mapIndexed { index, policy ->
            within("policies[$index]") { JurisdictionPolicy.fromJson(policy.toString()) }
        }
        within("policies") { Policies(read) }
    }

    fun amendment(): Amendment {
        val parts = arguments.deepCopy().also { it.remove("application") }.also { it.remove("policies") }
        return Amendment.fromJson(parts.toString())
    }

    fun <T> argument(name: String, read: (String) -> T): T = within(name) { read(arguments[name].toString()) }

    fun <T> stored(read: (String) -> T): T = within("document") { read(document.toString()) }

    fun <T> storedOrNone(read: (String) -> T): T? = document.given()?.let { stored(read) }

    private fun <T> within(name: String, read: () -> T): T = try {
        read()
    } catch (refused: MotException) {
        throw RefusedException(Refused(refused).within(name))
    }
}

private class Form(
    val needed: Set<String>,
    val optional: Set<String> = emptySet(),
    val creates: Boolean = false,
    val call: (Command, Context) -> Decision,
)

/** What the library decides in its typed form only: a link that was judged cannot be sent as an argument. */
val TYPED_ONLY = setOf("identity.verify")

private val SLOT = setOf("slotStart", "slotEnd", "rules", "busy")

private val TERMS = setOf("loan", "interest", "repayment", "fees", "validity", "conditions", "termsRef")

/** Arguments are read in the order in which their names are asked for: the leading document comes last. */
private val FORMS: Map<String, Form> = mapOf(
    "identity.create" to Form(setOf("uid"), creates = true) { given, context ->
        Identity.create(given.word("uid"), context, given.storedOrNone { Identity.fromJson(it) })
    },
    "identity.verify" to Form(
        setOf("fragment", "keys", "replay", "identityPolicy"),
        setOf("policy", "linkNow"),
        creates = true,
    ) { given, context ->
        val policy = given.argument("identityPolicy") { IdentityPolicy.fromJson(it) }
        val existing = given.storedOrNone { Identity.fromJson(it) }
        val replay = Replay.valueOf(given.word("replay").uppercase())
        Identity.verify(existing, given.boundLink(existing?.uid, context.now), replay, policy, context)
    },
    "identity.expire" to Form(setOf("policy")) { given, context ->
        val policy = given.argument("policy") { IdentityPolicy.fromJson(it) }
        given.stored { Identity.fromJson(it) }.expire(policy, context)
    },
    "identity.revoke" to Form(emptySet()) { given, context ->
        given.stored { Identity.fromJson(it) }.revoke(context)
    },
    "application.submit" to Form(setOf("application", "property"), creates = true) { given, context ->
        val new = given.argument("application") { NewApplication.fromJson(it) }
        val property = given.argument("property") { Property.fromJson(it) }
        Application.submit(new, property, context, given.storedOrNone { Application.fromJson(it) })
    },
    "application.share" to Form(setOf("lenders")) { given, context ->
        val lenders = given.arguments["lenders"].items().map { it.asString }
        given.stored { Application.fromJson(it) }.share(lenders, context)
    },
    "application.decline" to Form(emptySet()) { given, context ->
        given.stored { Application.fromJson(it) }.decline(context)
    },
    "application.withdraw" to Form(emptySet(), setOf("offers")) { given, context ->
        val offers = given.offers("offers")
        given.stored { Application.fromJson(it) }.withdraw(offers, context)
    },
    "offer.make" to Form(setOf("offer", "policy", "application"), setOf("policies"), creates = true) { given, context ->
        val new = given.argument("offer") { NewOffer.fromJson(it) }
        val (application, policies) = given.application() to given.policies()
        Offer.make(new, given.word("policy"), application, context, given.storedOrNone { Offer.fromJson(it) }, policies)
    },
    "offer.amend" to Form(setOf("application"), TERMS + "policies") { given, context ->
        val amendment = given.amendment()
        val (application, policies) = given.application() to given.policies()
        given.stored { Offer.fromJson(it) }.amend(amendment, application, context, policies)
    },
    "offer.record_evidence" to Form(setOf("evidence"), setOf("policies")) { given, context ->
        val evidence = given.argument("evidence") { NewEvidence.fromJson(it) }
        val policies = given.policies()
        given.stored { Offer.fromJson(it) }.recordEvidence(evidence, context, policies)
    },
    "offer.accept" to Form(setOf("contractId", "application"), setOf("siblings", "policies")) { given, context ->
        val siblings = given.offers("siblings")
        val (application, policies) = given.application() to given.policies()
        given.stored { Offer.fromJson(it) }.accept(given.word("contractId"), application, siblings, context, policies)
    },
    "offer.decline" to Form(setOf("application")) { given, context ->
        val application = given.application()
        given.stored { Offer.fromJson(it) }.decline(application, context)
    },
    "offer.withdraw" to Form(setOf("application"), setOf("policies")) { given, context ->
        val (application, policies) = given.application() to given.policies()
        given.stored { Offer.fromJson(it) }.withdraw(application, context, policies)
    },
    "offer.expire" to Form(setOf("application")) { given, context ->
        val application = given.application()
        given.stored { Offer.fromJson(it) }.expire(application, context)
    },
    "offer.supersede" to Form(setOf("application")) { given, context ->
        val application = given.application()
        given.stored { Offer.fromJson(it) }.supersede(application, context)
    },
    "contract.replace_draft" to Form(setOf("draftPdf"), setOf("sha256")) { given, context ->
        given.stored { Contract.fromJson(it) }.replaceDraft(given.word("draftPdf"), context, given.wordOrNone("sha256"))
    },
    "contract.assign_notary" to Form(setOf("notaryId"), setOf("policies")) { given, context ->
        val policies = given.policies()
        given.stored { Contract.fromJson(it) }.assignNotary(given.word("notaryId"), context, policies)
    },
    "contract.record_evidence" to Form(setOf("evidence")) { given, context ->
        val evidence = given.argument("evidence") { NewEvidence.fromJson(it) }
        given.stored { Contract.fromJson(it) }.recordEvidence(evidence, context)
    },
    "contract.sign" to Form(setOf("documentSha256"), setOf("policies")) { given, context ->
        val policies = given.policies()
        given.stored { Contract.fromJson(it) }.sign(given.word("documentSha256"), context, policies)
    },
    "contract.attach_document" to Form(setOf("signedPdf"), setOf("sha256")) { given, context ->
        given.stored { Contract.fromJson(it) }.attachDocument(given.word("signedPdf"), context, given.wordOrNone("sha256"))
    },
    "contract.withdraw" to Form(emptySet(), setOf("policies")) { given, context ->
        val policies = given.policies()
        given.stored { Contract.fromJson(it) }.withdraw(context, policies)
    },
    "contract.archive" to Form(emptySet(), setOf("policies")) { given, context ->
        val policies = given.policies()
        given.stored { Contract.fromJson(it) }.archive(context, policies)
    },
    "contract.cancel" to Form(emptySet()) { given, context ->
        given.stored { Contract.fromJson(it) }.cancel(context)
    },
    "tranche.issue" to Form(setOf("tranche", "offer", "tranches"), setOf("contract"), creates = true) { given, context ->
        val new = given.argument("tranche") { NewTranche.fromJson(it) }
        val (offer, contract) = given.offer() to given.contract()
        val tranches = given.tranches()
        Tranche.issue(new, offer, tranches, context, contract, given.storedOrNone { Tranche.fromJson(it) })
    },
    "tranche.place" to Form(setOf("offer"), setOf("contract")) { given, context ->
        val (offer, contract) = given.offer() to given.contract()
        given.stored { Tranche.fromJson(it) }.place(offer, context, contract)
    },
    "tranche.withdraw" to Form(setOf("offer")) { given, context ->
        val offer = given.offer()
        given.stored { Tranche.fromJson(it) }.withdraw(offer, context)
    },
    "tranche.expire" to Form(setOf("offer")) { given, context ->
        val offer = given.offer()
        given.stored { Tranche.fromJson(it) }.expire(offer, context)
    },
    "tranche.lapse" to Form(setOf("offer"), setOf("contract")) { given, context ->
        val (offer, contract) = given.offer() to given.contract()
        given.stored { Tranche.fromJson(it) }.lapse(offer, context, contract)
    },
    "voucher.issue" to Form(setOf("voucher"), creates = true) { given, context ->
        val new = given.argument("voucher") { NewVoucher.fromJson(it) }
        Voucher.issue(new, context, given.storedOrNone { Voucher.fromJson(it) })
    },
    "voucher.assign_holder" to Form(setOf("holder")) { given, context ->
        given.storedVoucher().assignHolder(given.word("holder"), context)
    },
    "voucher.transfer" to Form(setOf("recipient")) { given, context ->
        given.storedVoucher().transfer(given.word("recipient"), context)
    },
    "voucher.book" to Form(SLOT + setOf("bookingId"), setOf("hold")) { given, context ->
        val (rules, busy, hold) = Triple(given.rules(), given.busy(), given.booking("hold"))
        val (start, end) = given.slotStart() to given.slotEnd()
        given.storedVoucher().book(given.word("bookingId"), start, end, rules, busy, context, hold)
    },
    "voucher.reschedule" to Form(SLOT, setOf("booking")) { given, context ->
        val (rules, busy, booking) = Triple(given.rules(), given.busy(), given.booking())
        given.storedVoucher().reschedule(given.slotStart(), given.slotEnd(), rules, busy, booking, context)
    },
    "voucher.cancel_booking" to Form(setOf("rules"), setOf("booking", "reason")) { given, context ->
        val (rules, booking) = given.rules() to given.booking()
        given.storedVoucher().cancelBooking(rules, booking, context, given.wordOrNone("reason"))
    },
    "voucher.consume" to Form(emptySet(), setOf("booking")) { given, context ->
        val booking = given.booking()
        given.storedVoucher().consume(context, booking)
    },
    "voucher.mark_no_show" to Form(setOf("rules"), setOf("booking")) { given, context ->
        val (rules, booking) = given.rules() to given.booking()
        given.storedVoucher().markNoShow(rules, booking, context)
    },
    "voucher.cancel" to Form(emptySet(), setOf("booking", "reason")) { given, context ->
        val booking = given.booking()
        given.storedVoucher().cancel(context, booking, given.wordOrNone("reason"))
    },
    "voucher.expire" to Form(emptySet()) { given, context ->
        given.storedVoucher().expire(context)
    },
    "booking.hold" to Form(SLOT + setOf("bookingId", "voucher"), setOf("voucherId"), creates = true) { given, context ->
        val (rules, busy, voucher) = Triple(given.rules(), given.busy(), given.voucher())
        val (start, end) = given.slotStart() to given.slotEnd()
        val existing = given.storedOrNone { Booking.fromJson(it) }
        Booking.hold(given.word("bookingId"), start, end, rules, busy, voucher, context, existing)
    },
    "booking.release" to Form(setOf("voucher")) { given, context ->
        val voucher = given.voucher()
        given.stored { Booking.fromJson(it) }.release(voucher, context)
    },
    "card.issue" to Form(setOf("card"), creates = true) { given, context ->
        val new = given.argument("card") { NewCard.fromJson(it) }
        Card.issue(new, context, given.storedOrNone { Card.fromJson(it) })
    },
    "card.redeem" to Form(setOf("nonce")) { given, context ->
        given.storedCard().redeem(given.word("nonce"), context)
    },
    "card.undo_redemption" to Form(setOf("nonce")) { given, context ->
        given.storedCard().undoRedemption(given.word("nonce"), context)
    },
    "card.expire" to Form(emptySet()) { given, context ->
        given.storedCard().expire(context)
    },
    "card.cancel" to Form(emptySet()) { given, context ->
        given.storedCard().cancel(context)
    },
)
