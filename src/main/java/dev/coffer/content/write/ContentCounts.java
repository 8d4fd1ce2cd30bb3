package dev.coffer.content.write;

import dev.coffer.stats.StatisticsRecorder;
import java.util.Collection;

/** Counts what became of contents that were to be written. */
final class ContentCounts {

  private ContentCounts() {}

  static void count(StatisticsRecorder statistics, Collection<ContentWriter.Claim> claims) {
    for (ContentWriter.Claim claim : claims) {
      if (claim.written()) {
        statistics.contentWritten();
      } else {
        statistics.contentDeduplicated(claim.content().size());
      }
    }
  }
}
