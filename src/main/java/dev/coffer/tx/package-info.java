/**
 * Runs work on one connection: in the transaction of the host, or in a short transaction of Coffer
 * that is retried.
 */
@NullMarked
package dev.coffer.tx;

import org.jspecify.annotations.NullMarked;
