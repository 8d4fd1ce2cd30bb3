/**
 * The mapped classes, the compressing converters, the hash listener and what tells Hibernate of
 * them.
 */
@NullMarked
package dev.coffer.entity;

import org.jspecify.annotations.NullMarked;
