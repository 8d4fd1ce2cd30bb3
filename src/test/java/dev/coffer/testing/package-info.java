/**
 * Real databases for tests: one server of each product in a JVM, and an empty database for each
 * test class.
 */
@NullMarked
package dev.coffer.testing;

import org.jspecify.annotations.NullMarked;
