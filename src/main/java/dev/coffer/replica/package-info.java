/**
 * Reads of replicas that have reached what this process has written. Implementation: it may change
 * without notice.
 */
@NullMarked
package dev.coffer.replica;

import org.jspecify.annotations.NullMarked;
