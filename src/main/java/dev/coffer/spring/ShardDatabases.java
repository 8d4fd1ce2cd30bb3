package dev.coffer.spring;

import dev.coffer.Coffer;
import dev.coffer.CofferBuilder;
import dev.coffer.host.CofferListener;
import dev.coffer.opener.DatabaseSettings;
import dev.coffer.opener.OpenedDatabase;
import dev.coffer.opener.StandaloneOpener;
import java.util.ArrayDeque;
import java.util.Collection;
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
 * application. They are closed in reverse order; the DataSources belong to the application.
 */
final class ShardDatabases implements AutoCloseable {

  private final Map<String, Coffer> coffers = new LinkedHashMap<>();
  private final Deque<Runnable> opened = new ArrayDeque<>();

  /** Opens the databases, and closes those that are open if one cannot be opened. */
  ShardDatabases(
      ListableBeanFactory beans,
      CofferProperties properties,
      ShardProperties shards,
      ObjectProvider<CofferListener> listeners,
      ObjectProvider<CofferCustomizer> customizers) {
    Consumer<CofferBuilder> settings =
        builder -> {
          properties.addTo(builder);
          listeners.orderedStream().forEach(builder::listener);
          customizers.orderedStream().forEach(each -> each.customize(builder));
        };
    try {
      for (int i = 0; i < shards.shards().size(); i++) {
        ShardProperties.Shard each = shards.shards().get(i);
        DataSource source =
            HostBeans.one(
                beans,
                DataSource.class,
                ShardProperties.DATA_SOURCE.formatted(i),
                each.dataSource());
        coffers.put(each.name(), open(source, properties, settings));
      }
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private Coffer open(
      DataSource source, CofferProperties properties, Consumer<CofferBuilder> settings) {
    OpenedDatabase database =
        StandaloneOpener.find()
            .open(
                DatabaseSettings.of(source)
                    .withMigration(properties.schema().migrate())
                    .withCache(0, 0));
    opened.push(database.closer());
    CofferBuilder builder = Coffer.over(database.entityManagerFactory());
    settings.accept(builder);
    Coffer coffer = builder.build();
    opened.push(coffer::close);
    return coffer;
  }

  /** The Coffer of a shard of the settings. */
  Coffer coffer(String name) {
    return Objects.requireNonNull(coffers.get(name));
  }

  Collection<Coffer> coffers() {
    return coffers.values();
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      opened.pop().run();
    }
  }
}
