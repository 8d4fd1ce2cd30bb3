package dev.coffer.record;

import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cache that keeps nothing: each read is one of the database. */
record NoCache(RecordReader reader) implements RecordCache {

  @Override
  public @Nullable RecordRow find(Transactions transactions, String collection, String key) {
    return reader.find(transactions, collection, key);
  }

  @Override
  public Map<String, RecordRow> findAll(
      Transactions transactions, String collection, List<String> keys) {
    return reader.findAll(transactions, collection, keys);
  }

  @Override
  public void beforeWrite(UnitOfWork unit, String collection, List<String> keys) {}

  @Override
  public void forgetAll() {}
}
