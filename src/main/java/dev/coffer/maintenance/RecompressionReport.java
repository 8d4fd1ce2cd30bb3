package dev.coffer.maintenance;

import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The result of a recompression. Immutable.
 *
 * @param codecs the figures by the name of the codec that the frames had before
 * @param unreadable the number of frames and older forms that were skipped because they were
 *     unreadable
 * @param problems a sentence for each of the first unreadable frames and older forms
 * @param dictionaries the results of training for the requested collections
 * @param leftAlone the skipped collections, whose sample saved less than the minimum. Only their
 *     samples were read
 * @param upcast the number of values that were rewritten in the newest form of their type
 * @param finished whether the run was completed; the next run continues a stopped run
 */
public record RecompressionReport(
    Map<String, Tally> codecs,
    long unreadable,
    List<String> problems,
    List<DictionaryReport> dictionaries,
    List<String> leftAlone,
    long upcast,
    boolean finished) {

  public RecompressionReport {
    codecs = Map.copyOf(codecs);
    problems = List.copyOf(problems);
    dictionaries = List.copyOf(dictionaries);
    leftAlone = List.copyOf(leftAlone);
  }

  /**
   * The figures of the frames of one codec.
   *
   * @param examined the number of frames that were read
   * @param replaced the number of frames that were replaced
   * @param bytesBefore the size of all frames that were read, in bytes
   * @param bytesAfter the size of the same frames after the run, replaced or not
   */
  public record Tally(long examined, long replaced, long bytesBefore, long bytesAfter) {}

  /** The number of frames that were read. */
  public long examined() {
    return sum(Tally::examined);
  }

  /** The number of frames that were replaced. */
  public long replaced() {
    return sum(Tally::replaced);
  }

  /** The size of all frames that were read, in bytes. */
  public long bytesBefore() {
    return sum(Tally::bytesBefore);
  }

  /** The size of the same frames after the run, replaced or not, in bytes. */
  public long bytesAfter() {
    return sum(Tally::bytesAfter);
  }

  private long sum(ToLongFunction<Tally> figure) {
    return codecs.values().stream().mapToLong(figure).sum();
  }
}
