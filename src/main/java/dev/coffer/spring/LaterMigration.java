package dev.coffer.spring;

/** A marker for a bean that starts the migration of {@link CofferMigration} after its creation. */
public interface LaterMigration {}
