@NullMarked
package dev.coffer.content;

import org.jspecify.annotations.NullMarked;
