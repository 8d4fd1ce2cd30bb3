package dev.coffer.maintenance;

import dev.coffer.dictionary.DictionaryReport;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What a recompression came to. Immutable.
 *
 * @param codecs what it came to, by the name of the codec that frames were compressed by before
 * @param unreadable how many frames were left alone because they could not be read
 * @param problems a sentence for each of the first of those
 * @param dictionaries what training came to in each collection that it was asked for
 * @param leftAlone the collections that a sample showed to gain less than the least saving. Of
 *     their frames only those of the sample were read
 * @param finished whether all was looked at; if not, since it was stopped, the next run goes on
 *     from there
 */
public record RecompressionReport(
    Map<String, Tally> codecs,
    long unreadable,
    List<String> problems,
    List<DictionaryReport> dictionaries,
    List<String> leftAlone,
    boolean finished) {

  public RecompressionReport {
    codecs = Map.copyOf(codecs);
    problems = List.copyOf(problems);
    dictionaries = List.copyOf(dictionaries);
    leftAlone = List.copyOf(leftAlone);
  }

  /**
   * Figures of the frames that one codec had made.
   *
   * @param examined how many were read
   * @param replaced how many were replaced
   * @param bytesBefore the bytes of all that were read
   * @param bytesAfter the bytes of what stands in their place, replaced or not
   */
  public record Tally(long examined, long replaced, long bytesBefore, long bytesAfter) {}

  /** How many frames were read. */
  public long examined() {
    return sum(Tally::examined);
  }

  /** How many frames were replaced. */
  public long replaced() {
    return sum(Tally::replaced);
  }

  /** The bytes of all frames that were read. */
  public long bytesBefore() {
    return sum(Tally::bytesBefore);
  }

  /** The bytes of what stands in their place, replaced or not. */
  public long bytesAfter() {
    return sum(Tally::bytesAfter);
  }

  private long sum(ToLongFunction<Tally> figure) {
    return codecs.values().stream().mapToLong(figure).sum();
  }
}
