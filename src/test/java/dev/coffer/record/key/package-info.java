@NullMarked
package dev.coffer.record.key;

import org.jspecify.annotations.NullMarked;
