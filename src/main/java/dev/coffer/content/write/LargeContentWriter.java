package dev.coffer.content.write;

import dev.coffer.content.part.Chunker;
import dev.coffer.content.row.Batches;
import dev.coffer.content.row.ContentSettings;
import dev.coffer.entity.StoredContent;
import dev.coffer.stats.recorder.StatisticsRecorder;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/** Writes contents that are too large for one frame: see {@link PartUpload}. Thread-safe. */
public final class LargeContentWriter {

  private final ContentSettings settings;
  private final ContentWriter writer;
  private final FrameEncoder encoder;
  private final StatisticsRecorder statistics;

  LargeContentWriter(
      ContentSettings settings,
      ContentWriter writer,
      FrameEncoder encoder,
      StatisticsRecorder statistics) {
    this.settings = settings;
    this.writer = writer;
    this.encoder = encoder;
    this.statistics = statistics;
  }

  /** Begins to write a content whose parts the caller cuts. */
  public PartUpload begin(Batches batches) {
    return new PartUpload(settings.algorithm(), writer, encoder, statistics, batches);
  }

  /**
   * Writes a source to its end.
   *
   * @return the content; empty if parts of it were deleted during the write, so that the source
   *     must be read again
   */
  public Optional<StoredContent> write(Batches batches, Source source, Ending ending)
      throws SQLException {
    PartUpload upload = begin(batches);
    byte[] buffer = new byte[2 * Chunker.GREATEST];
    int start = 0;
    int end = 0;
    boolean ended = false;
    while (true) {
      if (!ended && end - start < Chunker.GREATEST) {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        end += source.read(buffer, end, buffer.length - end);
        ended = end < buffer.length;
      }
      if (start == end) {
        return upload.finish(ending);
      }
      int length = Chunker.cut(buffer, start, end - start);
      upload.add(Arrays.copyOfRange(buffer, start, start + length));
      start += length;
    }
  }
}
