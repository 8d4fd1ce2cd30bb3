@NullMarked
package dev.coffer.content.part;

import org.jspecify.annotations.NullMarked;
