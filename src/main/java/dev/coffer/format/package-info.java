/** Turns a value into canonical bytes and back: the port that JSON libraries join by. */
@NullMarked
package dev.coffer.format;

import org.jspecify.annotations.NullMarked;
