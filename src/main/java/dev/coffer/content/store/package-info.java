/** The content stores, assembled. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.content.store;

import org.jspecify.annotations.NullMarked;
