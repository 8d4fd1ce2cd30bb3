package dev.coffer.record.write;

import dev.coffer.record.Put;
import dev.coffer.stats.recorder.StatisticsRecorder;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the written records of one batch. They are added to the shared statistics once for
 * the batch, because each addition there costs as much as some steps of a write. Used by one
 * thread.
 */
final class WriteCounts {
  private final StatisticsRecorder statistics;
  private final InlineLimit limit;
  private long logicalBytes;
  private long created;
  private long replaced;
  private long unchanged;

  /** The codec of the frames that were counted last. */
  private @Nullable String codec;

  private long frames;
  private long rawBytes;
  private long storedBytes;

  WriteCounts(StatisticsRecorder statistics, InlineLimit limit) {
    this.statistics = statistics;
    this.limit = limit;
  }

  void add(Draft draft, Put put) {
    logicalBytes += draft.size();
    switch (put.outcome()) {
      case CREATED -> created++;
      case REPLACED -> replaced++;
      case UNCHANGED -> {
        unchanged++;
        return;
      }
    }
    // Contents are counted when they are written.
    byte[] frame = draft.writtenFrame(limit);
    if (frame != null) {
      if (!draft.codec().equals(codec)) {
        recordFrames();
        codec = draft.codec();
      }
      frames++;
      rawBytes += draft.size();
      storedBytes += frame.length;
    }
  }

  private void recordFrames() {
    if (codec != null) {
      statistics.compressed(codec, frames, rawBytes, storedBytes);
      frames = 0;
      rawBytes = 0;
      storedBytes = 0;
    }
  }

  /** Adds the numbers to the statistics. */
  void record() {
    recordFrames();
    statistics.logicalBytesWritten(logicalBytes);
    statistics.recordsCreated(created);
    statistics.recordsReplaced(replaced);
    statistics.recordsUnchanged(unchanged);
  }
}
