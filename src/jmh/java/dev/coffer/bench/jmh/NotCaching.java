package dev.coffer.bench.jmh;

import dev.coffer.bench.peer.RecordPeer;
import dev.coffer.record.RecordCacheMode;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A contestant that asks the database each time. */
@State(Scope.Benchmark)
public class NotCaching extends OneContestant {

  /** Its place among the contestants. */
  @Param({"0", "1", "2", "3", "4"})
  public int contestant;

  /** The contestants. */
  public static List<RecordPeer> contestants() {
    return RecordPeer.withCoffer(RecordCacheMode.OFF, RecordPeer.RAW_JDBC, RecordPeer.SESSION);
  }

  @Setup(Level.Trial)
  public void begin() throws IOException {
    open(contestants().get(contestant));
  }

  @TearDown(Level.Trial)
  public void end() {
    close();
  }
}
