/** The deletion of expired records. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.maintenance.expire;

import org.jspecify.annotations.NullMarked;
