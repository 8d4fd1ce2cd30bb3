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

/** A contestant that caches values in this process and validates them by the database. */
@State(Scope.Benchmark)
public class Validating extends OneContestant {

  /** Its place among the contestants. */
  @Param({"0", "1"})
  public int contestant;

  /** The contestants. Coffer takes part in one configuration, because no codec is used. */
  public static List<RecordPeer> contestants() {
    return List.of(RecordPeer.RAW_JDBC, RecordPeer.coffer(RecordCacheMode.VALIDATED));
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
