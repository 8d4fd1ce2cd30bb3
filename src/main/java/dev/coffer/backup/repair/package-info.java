/**
 * Adds what is damaged or missing in a repository. Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.backup.repair;

import org.jspecify.annotations.NullMarked;
