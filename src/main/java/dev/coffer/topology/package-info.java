/** The servers and processes around a Coffer. */
@NullMarked
package dev.coffer.topology;

import org.jspecify.annotations.NullMarked;
