package dev.coffer.spring;

/**
 * A bean that sees to it that {@link CofferMigration} migrates, later than when that is created.
 */
public interface LaterMigration {}
