package systems.together.mot

import java.io.File
import java.util.jar.JarFile
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class LibraryTest {
    @Test
    fun `it comes from the jar`() {
        val classes = Money::class.java.protectionDomain.codeSource.location.path
        assertTrue(classes.endsWith(".jar"), classes)
        assertNotNull(Money::class.java.getResource("/linux-x86-64/libmot_core_mobile.so"))
    }

    @Test
    fun `the licences come with it`() {
        for (licence in listOf("LICENSE-MIT", "LICENSE-APACHE")) {
            val shipped = JarFile(Money::class.java.protectionDomain.codeSource.location.path).use { jar ->
                jar.getInputStream(jar.getEntry("META-INF/$licence")).readBytes().decodeToString()
            }
            assertEquals(File("../../$licence").readText(), shipped)
        }
    }

    @Test
    fun `it says what it is`() {
        assertEquals("0.1.0", version())
        assertTrue(timeZoneDatabaseVersion().matches(Regex("20\\d\\d[a-z]")), timeZoneDatabaseVersion())
        val expected = if (System.getProperty("mot.probe") == "built-in") "debug" else "release"
        assertEquals(expected, buildProfile())
    }

    @Test
    fun `it is called from many threads`() {
        val application = Application.fromJson(Samples.APPLICATION)
        val results = (1..8).toList().parallelStream().map { turn ->
            (1..50).map { application.share(listOf("bank-$turn-$it"), Samples.borrower).events.size }.sum()
        }
        assertEquals(List(8) { 50 }, results.toList())
    }
}
