/** A small application of Spring Boot with its own entities, repositories and services. */
@NullMarked
package dev.coffer.spring.app;

import org.jspecify.annotations.NullMarked;
