/** An application of Spring Boot without any class of its own. */
@NullMarked
package dev.coffer.spring.bare;

import org.jspecify.annotations.NullMarked;
