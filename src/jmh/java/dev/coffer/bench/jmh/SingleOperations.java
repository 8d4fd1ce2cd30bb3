package dev.coffer.bench.jmh;

import dev.coffer.bench.data.Option;
import dev.coffer.bench.data.TypedEntry;
import dev.coffer.bench.peer.Client;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One typed value at a time, by one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SingleOperations {

  private final SplittableRandom random = new SplittableRandom(1);

  /** A get of one of a few frequent keys. */
  @Benchmark
  public Option hotGet(Caching state) {
    return state.client().get(anyOf(state).key());
  }

  /** A get that the database answers from memory. */
  @Benchmark
  public Option coldGet(NotCaching state) {
    return state.client().get(anyOf(state).key());
  }

  /** A get whose value is in memory and whose version the database confirms. */
  @Benchmark
  public Option validatedGet(Validating state) {
    return state.client().get(anyOf(state).key());
  }

  /** A put of the current value. */
  @Benchmark
  public void unchangedPut(NotCaching state) {
    TypedEntry entry = anyOf(state);
    state.client().update(entry.key(), entry.value());
  }

  /** A durable put of a new key. */
  @Benchmark
  public void put(NotCaching state) {
    Client client = state.client();
    client.insert("new/" + Long.toHexString(random.nextLong()), anyOf(state).value());
  }

  private TypedEntry anyOf(OneContestant state) {
    return state.entries().get(random.nextInt(state.entries().size()));
  }
}
