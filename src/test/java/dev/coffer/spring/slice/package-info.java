/** Tests of an application that use the test slices of Spring Boot 3 or 4. */
@NullMarked
package dev.coffer.spring.slice;

import org.jspecify.annotations.NullMarked;
