/** Compares Coffer with what a user would otherwise pick: one data, one run, rounds in turn. */
@NullMarked
package dev.coffer.bench;

import org.jspecify.annotations.NullMarked;
