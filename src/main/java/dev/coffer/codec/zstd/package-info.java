/** Zstandard, by zstd-jni where that is on the class path. */
@NullMarked
package dev.coffer.codec.zstd;

import org.jspecify.annotations.NullMarked;
