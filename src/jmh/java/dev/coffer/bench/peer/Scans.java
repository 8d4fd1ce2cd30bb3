package dev.coffer.bench.peer;

import dev.coffer.bench.data.Json;
import org.hibernate.SharedSessionContract;

/** Reads and binds the values from a key on. */
final class Scans {

  private Scans() {}

  static int read(
      SharedSessionContract session, Class<? extends KeyedBytes> entity, String from, int count) {
    int found = 0;
    for (KeyedBytes row :
        session
            .createSelectionQuery(
                "from " + entity.getSimpleName() + " where id >= :from order by id", entity)
            .setParameter("from", from)
            .setMaxResults(count)
            .getResultList()) {
      Json.read(row.value());
      found++;
    }
    return found;
  }
}
