/** Keeps named files, each a record that refers to a content. */
@NullMarked
package dev.coffer.file;

import org.jspecify.annotations.NullMarked;
