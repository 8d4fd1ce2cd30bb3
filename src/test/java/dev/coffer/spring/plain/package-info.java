/** An application of Spring Boot with the dependency that does not use Coffer. */
@NullMarked
package dev.coffer.spring.plain;

import org.jspecify.annotations.NullMarked;
