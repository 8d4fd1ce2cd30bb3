/** An application of Spring Boot that has the dependency and uses nothing of Coffer. */
@NullMarked
package dev.coffer.spring.plain;

import org.jspecify.annotations.NullMarked;
