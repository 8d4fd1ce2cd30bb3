/**
 * Health, meters and the endpoint of Coffer for the Actuator of Spring Boot 3.5 and 4.
 * Implementation: it may change without notice.
 */
@NullMarked
package dev.coffer.spring.actuator;

import org.jspecify.annotations.NullMarked;
