package systems.together.mot

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class FeeTest {
    private val schedule = FeeSchedule.parse(
        """{
        "id": "mortgage.loan_closed", "scope": "mortgage", "payerRole": "lender", "beneficiary": "platform",
        "versions": [{
            "version": 1, "effectiveFrom": "2025-01-01T00:00:00Z", "effectiveTo": null,
            "model": { "type": "percentage", "rate": 0.005 }, "rounding": "half_up"
        }]
    }""",
    )

    private val charge = FeeTrigger.Charge(
        key = "mortgage.loan_closed/contract/c-1",
        trigger = "mortgage.loan_closed",
        subject = Subject("contract", "c-1"),
        base = Money(36000000, "EUR"),
        payer = Payer(Role.LENDER, "bank-xyz"),
        at = Samples.noon,
    )

    @Test
    fun `a trigger makes a fee that explains itself`() {
        val fee = schedule.quote(charge)!!
        assertEquals(Money(180000, "EUR"), fee.amount)
        assertEquals(listOf(FeeStep("share", Money(180000, "EUR"))), fee.steps)
        assertTrue(fee.json.contains("\"feeVersion\":1"))
        assertEquals(1u, schedule.inForce(Samples.noon).version)
    }

    @Test
    fun `a reversal makes none`() {
        assertNull(schedule.quote(FeeTrigger.Reversal("k/reversed", "k", Subject("contract", "c-1"), Samples.noon)))
    }

    @Test
    fun `models are data`() {
        val package3 = FeeModel.Package(size = 3uL, price = Money(100, "EUR"), freeUnits = 1uL)
        assertEquals(Money(200, "EUR"), package3.computeUnits(5uL))
        val share = FeeModel.Percentage(rate = "0.01".toBigDecimal(), fixed = null)
        assertEquals(Money(500, "EUR"), share.compute(Money(100, "EUR"), Rounding.HALF_UP, Bounds(minimum = Money(500, "EUR"))))
        assertEquals(share, parseFeeModel(share.toJson()))
    }
}
