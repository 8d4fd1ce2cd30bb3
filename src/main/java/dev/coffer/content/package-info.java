/** Stores each distinct content once, and streams it. */
@NullMarked
package dev.coffer.content;

import org.jspecify.annotations.NullMarked;
