/**
 * The scrub of all stored data, a share at a time. Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.maintenance.scrub;

import org.jspecify.annotations.NullMarked;
