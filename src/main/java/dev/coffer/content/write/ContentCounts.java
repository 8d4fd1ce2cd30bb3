package dev.coffer.content.write;

import dev.coffer.stats.recorder.StatisticsRecorder;
import java.util.Collection;

/** Counts the outcomes of writes of contents. */
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
