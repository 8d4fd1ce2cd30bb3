/** A small application of Spring Boot with entities, repositories and services of its own. */
@NullMarked
package dev.coffer.spring.app;

import org.jspecify.annotations.NullMarked;
