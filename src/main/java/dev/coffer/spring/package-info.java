/** Auto-configuration for Spring Boot 3.5 and 4: the beans, their settings and their order. */
@NullMarked
package dev.coffer.spring;

import org.jspecify.annotations.NullMarked;
