/** Which snapshots are kept. Implementation: it may change without notice. */
@NullMarked
package dev.coffer.backup.retain;

import org.jspecify.annotations.NullMarked;
