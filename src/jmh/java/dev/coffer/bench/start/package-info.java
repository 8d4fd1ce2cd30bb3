/** Programs whose start is measured, each in a JVM of its own. */
@NullMarked
package dev.coffer.bench.start;

import org.jspecify.annotations.NullMarked;
