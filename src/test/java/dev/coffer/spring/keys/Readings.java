package dev.coffer.spring.keys;

import dev.coffer.record.RecordCollection;
import dev.coffer.record.RecordRepository;
import java.time.LocalDate;

/** A repository with keys of several parts. */
@RecordCollection("readings")
public interface Readings extends RecordRepository<Double, Readings.ReadingKey> {

  /** A key of several parts. */
  record ReadingKey(String sensor, LocalDate day, Season season) {}

  /** A part of the key, and a key by itself. */
  enum Season {
    SUMMER,
    WINTER
  }

  /** A repository with keys of an enum. */
  @RecordCollection("highest readings")
  interface Highest extends RecordRepository<Double, Season> {}
}
