package dev.coffer.maintenance.run;

import dev.coffer.codec.Dictionary;
import dev.coffer.codec.DictionarySource;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where frames stand that recompression goes through, in the order of their positions. */
interface FrameSource {

  /**
   * A frame as it was read.
   *
   * @param position its key, or the id of its content
   * @param bytes the frame
   * @param suspect whether it is marked as damaged
   */
  // Never compared: it only carries bytes.
  @SuppressWarnings("ArrayRecordComponent")
  record Stored(String position, byte[] bytes, boolean suspect) {}

  /**
   * A frame and the one that shall stand in its place: of the same raw bytes.
   *
   * @param stored what stands there
   * @param bytes the new frame
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Replacement(Stored stored, byte[] bytes) {}

  /** How a message names the frame at this position. */
  String nameOf(String position);

  /** What its frames may have been compressed with. */
  DictionarySource dictionaries();

  /** What its new frames are compressed with; null for nothing. */
  @Nullable Dictionary dictionary();

  /** The ids of dictionaries that no frame shall need any longer. */
  Set<String> retired();

  /** The next frames of a pass, some MiB at the most; none at its end. */
  List<Stored> next(UnitOfWork unit, Pass pass) throws SQLException;

  /**
   * Some frames from all over a pass that begins, to tell by them what the pass would gain; none
   * where a few would not tell, or where to try all of them takes little longer.
   */
  List<Stored> sample(UnitOfWork unit, Pass pass) throws SQLException;

  /**
   * Replaces frames, in the order of their positions, where each is what it was when it was read
   * and nobody has a lock on it. It waits for no lock, so that it is in no deadlock.
   *
   * @return those that were replaced
   */
  List<Replacement> replace(UnitOfWork unit, List<Replacement> replacements) throws SQLException;
}
