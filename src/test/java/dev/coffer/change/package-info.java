@NullMarked
package dev.coffer.change;

import org.jspecify.annotations.NullMarked;
