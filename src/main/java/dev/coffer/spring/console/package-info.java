/**
 * The console in the web servers of Spring Boot applications. Implementation: it may change without
 * notice.
 */
@NullMarked
package dev.coffer.spring.console;

import org.jspecify.annotations.NullMarked;
