/** The record stores and repositories, assembled. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.record.store;

import org.jspecify.annotations.NullMarked;
