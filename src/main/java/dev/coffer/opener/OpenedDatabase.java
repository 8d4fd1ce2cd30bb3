package dev.coffer.opener;

import dev.coffer.schema.SchemaAccess;
import jakarta.persistence.EntityManagerFactory;

/**
 * A database that a {@link StandaloneOpener} opened.
 *
 * @param entityManagerFactory the factory over it
 * @param access the access to its schema, which was checked
 * @param closer closes the factory, its caches and its pool
 */
public record OpenedDatabase(
    EntityManagerFactory entityManagerFactory, SchemaAccess access, Runnable closer) {}
