/**
 * What a snapshot consists of, and its form in the blobs of a repository. Implementation: it may
 * change without notice; the form of the bytes is that of docs/backup-format.md.
 */
@NullMarked
package dev.coffer.backup.snapshot;

import org.jspecify.annotations.NullMarked;
