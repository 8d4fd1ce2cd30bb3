/**
 * The Zstandard codec, if zstd-jni is on the class path. Implementation: it may change without
 * notice.
 */
@NullMarked
package dev.coffer.codec.zstd;

import org.jspecify.annotations.NullMarked;
