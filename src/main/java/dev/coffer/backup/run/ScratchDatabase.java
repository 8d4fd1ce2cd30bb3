package dev.coffer.backup.run;

import dev.coffer.tx.Transactions;
import java.util.List;

/** A new empty database for a trial restore. Closing it deletes it. */
public interface ScratchDatabase extends AutoCloseable {

  /** The transactions of the database. */
  Transactions own();

  /** Reads everything, and returns descriptions of damage. */
  List<String> verify();

  @Override
  void close();
}
