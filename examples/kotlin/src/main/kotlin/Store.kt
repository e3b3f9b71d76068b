import com.google.gson.JsonObject
import java.time.Instant
import systems.together.mot.*

/** The documents of one mortgage, and the canonical line of every outcome. */
class Store {
    lateinit var application: Application
        private set
    lateinit var contract: Contract
        private set
    val offers = sortedMapOf<OfferId, Offer>()
    val lines = mutableListOf<String>()

    /** Keeps what was decided. A host does this in one transaction, expecting the versions that the decision names. */
    fun commit(telling: String, decision: Decision) {
        keep(decision.toJson())
        tell(decision.events.first().at, telling)
        println(" ".repeat(22) + decision.events.joinToString { it.name })
        for (change in decision.changes) {
            when (val document = change.document) {
                is Document.Application -> application = document.document
                is Document.Offer -> offers[document.document.voucherId] = document.document
                is Document.Contract -> contract = document.document
                is Document.Identity, is Document.Property, is Document.Tranche -> {}
                is Document.Voucher, is Document.Booking, is Document.Card -> {}
            }
        }
    }

    /** Tells that something was refused; nothing changes. */
    fun refuse(telling: String, refusal: MotException) {
        println(" ".repeat(22) + telling)
        println(" ".repeat(22) + "refused: ${refusal.code()}, ${refusal.message}")
        val details = JsonObject()
        refusal.details().forEach { details.addProperty(it.name, it.text) }
        val line = JsonObject()
        line.addProperty("code", refusal.code())
        line.add("details", details)
        line.addProperty("message", refusal.message)
        keep("""{"refusal":$line}""")
    }

    /** Tells what happened. */
    fun tell(at: Instant, telling: String) = println("$at  $telling")

    /** Keeps an outcome as a canonical line. */
    fun keep(outcome: String) {
        lines.add(canonicalJson(outcome))
    }
}
