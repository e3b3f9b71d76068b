package systems.together.mot

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test

/**
 * A panic inside the library is an exception here, and the process lives on.
 *
 * The library that ships has no probe and refuses its name like any other; the one that was built for this test panics.
 */
class PanicProbeTest {
    @Test
    fun `a panic is an exception`() {
        if (System.getProperty("mot.probe") == "built-in") {
            val panic = assertThrows(InternalException::class.java) { describe("panic-probe") }
            assertEquals(true, panic.message?.contains("the probe panics"))
        } else {
            val refused = assertThrows(MotException.Lifecycle::class.java) { describe("panic-probe") }
            assertEquals("lifecycle.unknown_machine", refused.code())
        }
        assertEquals("100.00 EUR", Money.parse("100.00", "EUR").toString())
    }
}
