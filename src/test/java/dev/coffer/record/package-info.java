@NullMarked
package dev.coffer.record;

import org.jspecify.annotations.NullMarked;
