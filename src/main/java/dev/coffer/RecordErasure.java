package dev.coffer;

import dev.coffer.api.ActiveTransactionException;
import dev.coffer.entity.StoredContent;
import dev.coffer.maintenance.ErasureReport;
import dev.coffer.maintenance.erase.Erasure;
import dev.coffer.record.RecordCacheMode;
import jakarta.persistence.EntityManagerFactory;

/** The erasure of a record by the parts of a {@link Coffer}. */
final class RecordErasure {

  private RecordErasure() {}

  /** See {@link Coffer#erase}. */
  static ErasureReport run(
      CofferParts parts, EntityManagerFactory factory, String collection, String key) {
    if (parts.views().joinsHost()) {
      throw new ActiveTransactionException(
          ("The erasure of the record '%s' of collection '%s' needs several transactions, but a"
                  + " transaction is already active on this thread. Erase it outside of the"
                  + " transaction. Nothing was changed.")
              .formatted(key, collection));
    }
    String domain = parts.contents().domain();
    return new Erasure(
            parts.own(),
            parts.records(),
            each ->
                each.equals(domain) ? parts.contents().over(parts.own()) : parts.contentsOf(each),
            id -> factory.getCache().evict(StoredContent.class, id),
            parts.contents().frames(),
            parts.recordCache() != RecordCacheMode.SINGLE_NODE)
        .erase(collection, key);
  }
}
