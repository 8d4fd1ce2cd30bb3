package dev.coffer.spring;

import dev.coffer.CofferBuilder;
import dev.coffer.replica.ReplicaSettings;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The settings of replicas in a Spring Boot application. Immutable; validated when they are bound.
 *
 * @param dataSources The names of the DataSource beans of the replicas.
 * @param maxWait The longest time in which a replica may reach the last commit of this process
 *     before the primary answers a read, at most one minute.
 * @param byDefault Whether the beans of Coffer read from replicas.
 * @param readOnlyTransactions Whether replicas answer reads in transactions that are declared
 *     read-only, outside of their snapshot.
 */
@ConfigurationProperties("coffer.replicas")
record ReplicaProperties(
    @DefaultValue List<String> dataSources,
    @DefaultValue("100ms") Duration maxWait,
    @DefaultValue("false") boolean byDefault,
    @DefaultValue("false") boolean readOnlyTransactions) {

  private static final String DATA_SOURCES = "coffer.replicas.data-sources";

  ReplicaProperties {
    try {
      ReplicaSettings.requireWait(maxWait);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationPropertyValueException(
          "coffer.replicas.max-wait", maxWait, e.getMessage());
    }
  }

  void addTo(CofferBuilder builder, ListableBeanFactory beans) {
    for (String name : dataSources) {
      builder.replica(name, HostBeans.one(beans, DataSource.class, DATA_SOURCES, name));
    }
    builder
        .replicaWait(maxWait)
        .replicasByDefault(byDefault)
        .replicasInReadOnlyTransactions(readOnlyTransactions);
  }
}
