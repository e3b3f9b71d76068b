/* Runs vector files through the packaged jar: one line for each failing case, then the count. */
package systems.together.mot.conformance

import kotlin.system.exitProcess

fun main(arguments: Array<String>) {
    var passed = 0
    var failed = 0
    val paths = arguments.ifEmpty { arrayOf("conformance/vectors") }
    val files = vectorFiles(paths.toList())
    if (files.isEmpty()) {
        println("no vector files")
        failed += 1
    }
    for (file in files) {
        for (fault in runFile(file)) {
            if (fault == null) {
                passed += 1
            } else {
                failed += 1
                println("$file: $fault")
            }
        }
    }
    println("$passed passed, $failed failed")
    exitProcess(if (failed == 0) 0 else 1)
}
