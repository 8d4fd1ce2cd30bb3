/** Trains the compression dictionaries of collections and stores them in the database. */
@NullMarked
package dev.coffer.dictionary;

import org.jspecify.annotations.NullMarked;
