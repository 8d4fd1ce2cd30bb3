/**
 * Trains the compression dictionaries of collections and stores them in the database.
 * Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.dictionary;

import org.jspecify.annotations.NullMarked;
