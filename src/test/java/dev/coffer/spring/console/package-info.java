@NullMarked
package dev.coffer.spring.console;

import org.jspecify.annotations.NullMarked;
