/**
 * The parts that Hibernate calls when it builds a session factory. Implementation: it may change
 * without notice.
 */
@NullMarked
package dev.coffer.hibernate;

import org.jspecify.annotations.NullMarked;
