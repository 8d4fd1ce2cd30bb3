package dev.coffer.opener;

import jakarta.persistence.EntityManagerFactory;

/**
 * A database that a {@link StandaloneOpener} opened.
 *
 * @param entityManagerFactory the factory over it
 * @param closer closes the factory, its caches and its pool
 */
public record OpenedDatabase(EntityManagerFactory entityManagerFactory, Runnable closer) {}
