@NullMarked
package dev.coffer.standalone;

import org.jspecify.annotations.NullMarked;
