package dev.coffer;

import dev.coffer.content.ContentStore;
import dev.coffer.record.RecordStore;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;

/**
 * The tenancy of a session factory without tenants: every call applies to its only database.
 * Thread-safe.
 */
final class OneDatabase implements Tenancy {

  private final CofferParts parts;
  private final RecordStore records;
  private final ContentStore contents;

  OneDatabase(CofferParts parts) {
    this.parts = parts;
    this.records = parts.recordStore();
    this.contents = parts.contentStore();
  }

  @Override
  public CofferParts current() {
    return parts;
  }

  @Override
  public CofferParts of(EntityManager entityManager) {
    return parts;
  }

  @Override
  public RecordStore records() {
    return records;
  }

  @Override
  public ContentStore contents() {
    return contents;
  }

  @Override
  public Collection<CofferParts> known() {
    return List.of(parts);
  }

  @Override
  public boolean close() {
    return parts.own().close();
  }
}
