/**
 * Runs work on one connection: in the transaction of the host, or in a short transaction of Coffer
 * that is retried. Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.tx;

import org.jspecify.annotations.NullMarked;
