@NullMarked
package dev.coffer.file;

import org.jspecify.annotations.NullMarked;
