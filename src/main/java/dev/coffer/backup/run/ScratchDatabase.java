package dev.coffer.backup.run;

import dev.coffer.tx.Transactions;

/** A new empty database for a trial restore. Closing it deletes it. */
public interface ScratchDatabase extends AutoCloseable {

  /** The transactions of the database. */
  Transactions own();

  @Override
  void close();
}
