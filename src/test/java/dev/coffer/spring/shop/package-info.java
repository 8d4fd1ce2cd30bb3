/**
 * An application of Spring Boot that was there before Coffer: entities in a second-level cache of
 * its own, repositories of Spring Data and a changelog of Liquibase.
 */
@NullMarked
package dev.coffer.spring.shop;

import org.jspecify.annotations.NullMarked;
