package dev.coffer.content;

import dev.coffer.codec.FrameWriter;
import dev.coffer.codec.Frames;
import dev.coffer.stats.StatisticsRecorder;

/** Compresses contents into frames, and counts what came of it. Thread-safe. */
final class FrameEncoder {
  private final FrameWriter writer;
  private final StatisticsRecorder statistics;

  FrameEncoder(FrameWriter writer, StatisticsRecorder statistics) {
    this.writer = writer;
    this.statistics = statistics;
  }

  byte[] encode(byte[] raw) {
    byte[] frame = writer.encode(raw);
    statistics.compressed(Frames.codec(frame), raw.length, frame.length);
    return frame;
  }
}
