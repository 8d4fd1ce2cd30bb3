package dev.coffer.spring;

import dev.coffer.shard.ShardKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The settings of shards in a Spring Boot application. Immutable; validated when they are bound.
 *
 * @param shards The databases that are the shards of one cluster: for each the 'name' of the shard,
 *     the 'data-source', which is the name of a DataSource bean, and the 'weight' by which a new
 *     cluster begins, 1 by default.
 * @param shardKey The part of a key that decides its shard, when the cluster is created: 'whole',
 *     'prefix:' and a delimiter, or 'parts:' and a number.
 */
@ConfigurationProperties("coffer")
record ShardProperties(@DefaultValue List<Shard> shards, @DefaultValue("whole") String shardKey) {

  static final String DATA_SOURCE = "coffer.shards[%s].data-source";

  ShardProperties {
    shards = List.copyOf(shards);
    try {
      ShardKey.parse(shardKey);
    } catch (IllegalArgumentException e) {
      throw new InvalidConfigurationPropertyValueException(
          "coffer.shard-key", shardKey, e.getMessage());
    }
  }

  /**
   * A shard.
   *
   * @param name The name of the shard.
   * @param dataSource The name of its DataSource bean.
   * @param weight The weight by which a new cluster begins.
   */
  record Shard(
      @DefaultValue("") String name, @Nullable String dataSource, @DefaultValue("1") int weight) {}
}
