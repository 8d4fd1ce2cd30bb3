/**
 * The files of a backup repository: packs of blobs, their index, and how all of it is checked or
 * encrypted. It knows nothing of databases. Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.backup.store;

import org.jspecify.annotations.NullMarked;
