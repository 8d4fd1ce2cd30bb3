/** Lets Coffer's tables come at the moment at which Flyway accepts them. */
@NullMarked
package dev.coffer.spring.flyway;

import org.jspecify.annotations.NullMarked;
