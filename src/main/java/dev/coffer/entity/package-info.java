/**
 * The mapped classes, the compressing converters, the hash listener and their declarations for
 * Hibernate.
 */
@NullMarked
package dev.coffer.entity;

import org.jspecify.annotations.NullMarked;
