@NullMarked
package dev.coffer.spring;

import org.jspecify.annotations.NullMarked;
