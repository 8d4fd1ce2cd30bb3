package dev.coffer.spring;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.coffer.Coffer;
import dev.coffer.CofferBuilder;
import dev.coffer.host.CofferListener;
import dev.coffer.opener.DatabaseSettings;
import dev.coffer.opener.OpenedDatabase;
import dev.coffer.opener.StandaloneOpener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The databases of the shards, each with a factory of its own over a DataSource bean of the
 * application. They are closed in reverse order; the DataSources belong to the application. A
 * database may be out of reach at the start, and is opened later. Thread-safe.
 */
final class ShardDatabases implements AutoCloseable {

  private final Map<String, DataSource> sources = new LinkedHashMap<>();
  private final CofferProperties properties;
  private final Consumer<CofferBuilder> settings;

  @GuardedBy("this")
  private final Deque<Coffer> coffers = new ArrayDeque<>();

  @GuardedBy("this")
  private final Deque<Runnable> opened = new ArrayDeque<>();

  @GuardedBy("this")
  private boolean maintained;

  ShardDatabases(
      ListableBeanFactory beans,
      CofferProperties properties,
      ShardProperties shards,
      ObjectProvider<CofferListener> listeners,
      ObjectProvider<CofferCustomizer> customizers) {
    this.properties = properties;
    this.settings =
        builder -> {
          properties.addTo(builder);
          listeners.orderedStream().forEach(builder::listener);
          customizers.orderedStream().forEach(each -> each.customize(builder));
        };
    for (int i = 0; i < shards.shards().size(); i++) {
      ShardProperties.Shard each = shards.shards().get(i);
      DataSource source =
          HostBeans.one(
              beans, DataSource.class, ShardProperties.DATA_SOURCE.formatted(i), each.dataSource());
      sources.put(each.name(), source);
    }
  }

  /** Opens the database of a shard of the settings. */
  synchronized Coffer open(String name) {
    OpenedDatabase database =
        StandaloneOpener.find()
            .open(
                DatabaseSettings.of(Objects.requireNonNull(sources.get(name)))
                    .withMigration(properties.schema().migrate())
                    .withCache(0, 0));
    Coffer coffer;
    try {
      CofferBuilder builder = Coffer.over(database.entityManagerFactory());
      settings.accept(builder);
      coffer = builder.build();
    } catch (RuntimeException | Error e) {
      database.closer().run();
      throw e;
    }
    opened.push(database.closer());
    opened.push(coffer::close);
    coffers.push(coffer);
    if (maintained) {
      coffer.maintenance().start();
    }
    return coffer;
  }

  /** Starts the maintenance of all databases, also of those that are opened later. */
  synchronized void startMaintenance() {
    maintained = true;
    coffers.forEach(coffer -> coffer.maintenance().start());
  }

  synchronized void stopMaintenance() {
    maintained = false;
    coffers.forEach(coffer -> coffer.maintenance().stop());
  }

  synchronized boolean isMaintained() {
    return maintained;
  }

  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      opened.pop().run();
    }
  }
}
