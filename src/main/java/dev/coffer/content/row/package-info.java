/**
 * The tables of contents: their rows and statements. Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.content.row;

import org.jspecify.annotations.NullMarked;
