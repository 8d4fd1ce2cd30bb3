/** What is measured. */
@NullMarked
package dev.coffer.bench.part;

import org.jspecify.annotations.NullMarked;
