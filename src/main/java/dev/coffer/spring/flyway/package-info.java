/**
 * Lets Coffer's tables come at the moment at which Flyway accepts them. Implementation: it may
 * change without notice.
 */
@NullMarked
package dev.coffer.spring.flyway;

import org.jspecify.annotations.NullMarked;
