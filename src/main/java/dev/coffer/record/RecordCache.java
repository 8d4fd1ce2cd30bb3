package dev.coffer.record;

import dev.coffer.tx.UnitOfWork;
import java.util.List;

/** A reader that is told of writes, so that it never gives what they have replaced. */
interface RecordCache extends RecordReader {

  /**
   * Called inside the transaction before each write or delete of these keys. From now until the
   * transaction ended ({@link UnitOfWork#afterCompletion}) neither may this cache answer for the
   * keys, nor may a read that began before that end leave anything in it. Work that is replayed
   * calls it again with another unit.
   */
  void beforeWrite(UnitOfWork unit, String collection, List<String> keys);

  /** Forgets everything, for the sake of changes that it was not told of. */
  void forgetAll();
}
