@NullMarked
package dev.coffer.record.cache;

import org.jspecify.annotations.NullMarked;
