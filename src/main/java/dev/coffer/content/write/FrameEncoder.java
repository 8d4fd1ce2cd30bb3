package dev.coffer.content.write;

import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.codec.frame.Frames;
import dev.coffer.stats.recorder.StatisticsRecorder;

/** Compresses contents into frames, and counts the results. Thread-safe. */
public final class FrameEncoder {
  private final FrameWriter writer;
  private final StatisticsRecorder statistics;

  public FrameEncoder(FrameWriter writer, StatisticsRecorder statistics) {
    this.writer = writer;
    this.statistics = statistics;
  }

  byte[] encode(byte[] raw) {
    return counted(raw, writer.encode(raw));
  }

  /** Counts and returns a frame of these bytes that was made elsewhere and will be written. */
  byte[] counted(byte[] raw, byte[] frame) {
    statistics.compressed(Frames.codec(frame), 1, raw.length, frame.length);
    return frame;
  }
}
