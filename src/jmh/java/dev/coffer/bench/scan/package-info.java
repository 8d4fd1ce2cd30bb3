/** Scans and batches of reads in a JVM of their own, whose class path has other libraries. */
@NullMarked
package dev.coffer.bench.scan;

import org.jspecify.annotations.NullMarked;
