package dev.coffer.maintenance.run;

import dev.coffer.codec.frame.Dictionary;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A sequence of stored frames for recompression, ordered by their positions. */
interface FrameSource {

  /**
   * A frame as it was read.
   *
   * @param position the record key or the content id
   * @param bytes the frame
   * @param suspect whether the frame is marked as damaged
   */
  // Instances are never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Stored(String position, byte[] bytes, boolean suspect) {}

  /**
   * A stored frame and its replacement, with the same raw bytes.
   *
   * @param stored the stored frame
   * @param bytes the new frame
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Replacement(Stored stored, byte[] bytes) {}

  /** The name of the frame at this position in messages. */
  String nameOf(String position);

  /** The dictionaries of the stored frames. */
  DictionarySource dictionaries();

  /** The dictionary for new frames; null if there is none. */
  @Nullable Dictionary dictionary();

  /**
   * Claims the dictionary for new frames in the transaction of a unit. If it returns false, the
   * frames must not be written.
   */
  boolean claimDictionary(UnitOfWork unit) throws SQLException;

  /** The ids of retired dictionaries, whose frames must be replaced. */
  Set<String> retired();

  /** The next frames of a pass, at most a few MiB; empty at its end. */
  List<Stored> next(UnitOfWork unit, Pass pass) throws SQLException;

  /**
   * A sample of frames spread over a new pass, to estimate the gain of the pass. It is empty if a
   * sample would not be representative or if a full pass takes little longer.
   */
  List<Stored> sample(UnitOfWork unit, Pass pass) throws SQLException;

  /**
   * Replaces frames, in the order of their positions. A frame is skipped if it has changed since it
   * was read or if another transaction has locked it. The method never waits for locks, so it
   * cannot be part of a deadlock.
   *
   * @return the replaced frames
   */
  List<Replacement> replace(UnitOfWork unit, List<Replacement> replacements) throws SQLException;
}
