/**
 * The work of maintenance: verification, recompression, surveys and the examination of the
 * environment. Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.maintenance.run;

import org.jspecify.annotations.NullMarked;
