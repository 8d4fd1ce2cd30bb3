package dev.coffer;

import dev.coffer.content.ContentStore;
import dev.coffer.record.RecordStore;
import jakarta.persistence.EntityManager;
import java.util.Collection;

/**
 * Determines the database of each call to a {@link Coffer}: the only database or the current
 * tenant's. Thread-safe.
 */
interface Tenancy {

  /** The parts for the current database of the calling thread. */
  CofferParts current();

  /** The parts for the database of an entity manager. */
  CofferParts of(EntityManager entityManager);

  /** The record store; each call to it uses the database that is current then. */
  RecordStore records();

  /** The content store; each call to it uses the database that is current then. */
  ContentStore contents();

  /** The parts for all databases used so far. */
  Collection<CofferParts> known();

  /**
   * Closes the transactions of all parts and refuses new parts. Returns false if it was already
   * closed.
   */
  boolean close();
}
