package dev.coffer;

import dev.coffer.content.ContentStore;
import dev.coffer.record.RecordStore;
import jakarta.persistence.EntityManager;
import java.util.Collection;

/**
 * Knows whose database a call to a {@link Coffer} is for: the only one, or that of a tenant.
 * Thread-safe.
 */
interface Tenancy {

  /** The parts for the database that is current on the calling thread. */
  CofferParts current();

  /** The parts for the database of an entity manager. */
  CofferParts of(EntityManager entityManager);

  /** The record store of the database that is current when it is called. */
  RecordStore records();

  /** The content store of the database that is current when it is called. */
  ContentStore contents();

  /** The parts for all databases that were used so far. */
  Collection<CofferParts> known();

  /** Ends the transactions of all parts, those to come too; whether they were open until now. */
  boolean close();
}
