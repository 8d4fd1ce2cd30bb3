@NullMarked
package dev.coffer.dictionary;

import org.jspecify.annotations.NullMarked;
