/**
 * An existing application of Spring Boot, with entities in its own second-level cache, repositories
 * of Spring Data and a changelog of Liquibase.
 */
@NullMarked
package dev.coffer.spring.shop;

import org.jspecify.annotations.NullMarked;
