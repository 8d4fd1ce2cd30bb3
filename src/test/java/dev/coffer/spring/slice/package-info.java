/** Tests of an application that use the test slices of Spring Boot, of either generation. */
@NullMarked
package dev.coffer.spring.slice;

import org.jspecify.annotations.NullMarked;
