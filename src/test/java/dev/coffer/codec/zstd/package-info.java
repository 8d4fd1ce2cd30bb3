@NullMarked
package dev.coffer.codec.zstd;

import org.jspecify.annotations.NullMarked;
