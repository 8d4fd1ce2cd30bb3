package dev.coffer.spring;

import dev.coffer.Coffer;
import dev.coffer.ShardedCoffer;
import dev.coffer.ShardedCofferBuilder;
import dev.coffer.content.ContentStore;
import dev.coffer.host.CofferListener;
import dev.coffer.record.RecordStore;
import dev.coffer.shard.ShardKey;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Configures {@link ShardedCoffer} over the DataSource beans that {@code coffer.shards} names. Its
 * operations have transactions of their own. If the application has no {@link Coffer}, its {@link
 * RecordStore}, {@link ContentStore} and repositories are those of the cluster.
 */
@AutoConfiguration(after = CofferAutoConfiguration.class)
@ConditionalOnClass({EntityManagerFactory.class, SessionFactory.class})
@ConditionalOnMissingBean(ShardedCoffer.class)
@Conditional(ShardsAutoConfiguration.Configured.class)
@EnableConfigurationProperties({CofferProperties.class, ShardProperties.class})
public class ShardsAutoConfiguration {

  /** Whether the settings have shards, and Coffer is not disabled. */
  static final class Configured implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return context.getEnvironment().containsProperty("coffer.shards[0].name")
          && context.getEnvironment().getProperty("coffer.enabled", Boolean.class, true);
    }
  }

  @Bean(destroyMethod = "close")
  ShardDatabases cofferShardDatabases(
      ListableBeanFactory beans,
      CofferProperties properties,
      ShardProperties shards,
      ObjectProvider<CofferListener> listeners,
      ObjectProvider<CofferCustomizer> customizers) {
    return new ShardDatabases(beans, properties, shards, listeners, customizers);
  }

  @Bean(destroyMethod = "close")
  ShardedCoffer shardedCoffer(ShardDatabases databases, ShardProperties properties) {
    ShardedCofferBuilder builder = Coffer.sharded().key(ShardKey.parse(properties.shardKey()));
    for (ShardProperties.Shard each : properties.shards()) {
      builder.shard(each.name(), () -> databases.open(each.name()), each.weight());
    }
    return builder.open();
  }

  @Bean
  @Lazy(false)
  @ConditionalOnProperty(name = "coffer.maintenance.enabled", matchIfMissing = true)
  ShardMaintenance cofferShardMaintenance(ShardDatabases databases) {
    return new ShardMaintenance(databases);
  }

  @Bean
  @Lazy
  @ConditionalOnMissingBean
  RecordStore recordStore(ShardedCoffer cluster) {
    return cluster.records();
  }

  @Bean
  @Lazy
  @ConditionalOnMissingBean
  ContentStore contentStore(ShardedCoffer cluster) {
    return cluster.contents();
  }
}
