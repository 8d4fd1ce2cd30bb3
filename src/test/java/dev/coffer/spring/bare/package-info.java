/** An application of Spring Boot that has nothing of its own. */
@NullMarked
package dev.coffer.spring.bare;

import org.jspecify.annotations.NullMarked;
