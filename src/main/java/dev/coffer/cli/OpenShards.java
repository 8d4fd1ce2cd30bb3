package dev.coffer.cli;

import dev.coffer.Coffer;
import dev.coffer.ShardedCoffer;
import dev.coffer.ShardedCofferBuilder;
import dev.coffer.api.CofferException;
import dev.coffer.api.DatabaseUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The databases of a command on shards. Any thread may close them. */
final class OpenShards implements AutoCloseable {
  /** A move reads a content while it holds a lock, and so takes more than one connection. */
  private static final int CONNECTIONS = 4;

  private final AccessOptions access;
  private final List<Coffer> databases = new CopyOnWriteArrayList<>();
  private volatile @Nullable ShardedCoffer cluster;

  OpenShards(AccessOptions access) {
    this.access = access;
  }

  /**
   * Opens the cluster of these databases.
   *
   * @param settings chooses how it is opened
   */
  ShardedCoffer open(
      List<ShardAddress> shards, UnaryOperator<ShardedCofferBuilder> settings, Console console) {
    access.withPoolSize(CONNECTIONS);
    ShardedCofferBuilder builder = Coffer.sharded();
    for (ShardAddress each : shards) {
      builder.shard(each.name(), () -> open(each, console), 1);
    }
    ShardedCoffer opened = settings.apply(builder).open();
    cluster = opened;
    return opened;
  }

  private Coffer open(ShardAddress shard, Console console) {
    console.interruption().check();
    try {
      Coffer coffer = access.openExisting(shard.url(), console);
      databases.add(coffer);
      return coffer;
    } catch (CofferException e) {
      throw Errors.isOfTheDatabase(e)
          ? new DatabaseUnavailableException(String.valueOf(e.getMessage()), e)
          : e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    ShardedCoffer opened = cluster;
    if (opened != null) {
      opened.close();
    }
    databases.forEach(Coffer::close);
  }
}
