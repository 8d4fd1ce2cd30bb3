package dev.coffer.shard;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.ShardedCoffer;
import dev.coffer.ShardedCofferBuilder;
import dev.coffer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The databases of a test of shards, by their names, and what is open over them. */
final class ShardDatabases implements AutoCloseable {

  private final Supplier<TestDatabase> newDatabase;
  private final Map<String, TestDatabase> databases = new TreeMap<>();
  private final List<Runnable> opened = new ArrayList<>();

  ShardDatabases(Supplier<TestDatabase> newDatabase) {
    this.newDatabase = newDatabase;
  }

  /** The databases so far, by their names. */
  Map<String, TestDatabase> all() {
    return databases;
  }

  TestDatabase database(String name) {
    return databases.computeIfAbsent(name, key -> newDatabase.get().migrate());
  }

  /** Opens a database; a new one if the name is new. */
  Coffer coffer(String name) {
    return coffer(name, url -> url);
  }

  /** Opens a database by another URL. */
  Coffer coffer(String name, UnaryOperator<String> url) {
    TestDatabase database = database(name);
    Coffer coffer =
        Coffer.open(
            OpenSettings.of(url.apply(database.jdbcUrl()))
                .withUser(database.user())
                .withPassword(database.password())
                .withPoolSize(8)
                .withCache(1_000, 0));
    opened.add(0, coffer::close);
    return coffer;
  }

  ShardedCofferBuilder builder(String... names) {
    ShardedCofferBuilder builder = Coffer.sharded();
    for (String each : names) {
      builder.shard(each, coffer(each));
    }
    return builder;
  }

  ShardedCoffer open(String... names) {
    return open(builder(names));
  }

  ShardedCoffer open(ShardedCofferBuilder builder) {
    ShardedCoffer cluster = builder.open();
    opened.add(0, cluster::close);
    return cluster;
  }

  @Override
  public void close() {
    opened.forEach(Runnable::run);
    databases.values().forEach(TestDatabase::close);
  }
}
