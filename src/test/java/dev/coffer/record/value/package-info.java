@NullMarked
package dev.coffer.record.value;

import org.jspecify.annotations.NullMarked;
