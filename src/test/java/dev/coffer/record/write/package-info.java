@NullMarked
package dev.coffer.record.write;

import org.jspecify.annotations.NullMarked;
