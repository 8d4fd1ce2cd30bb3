package dev.coffer.topology.survey;

import dev.coffer.maintenance.Finding;
import dev.coffer.topology.ShardPlace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks how the database of a shard is used. */
public final class ShardExamination {

  private ShardExamination() {}

  /** The findings about a Coffer that uses this shard without its cluster; null stands for none. */
  public static List<Finding> ofUseAlone(@Nullable ShardPlace shard) {
    return shard == null || !shard.isPart()
        ? List.of()
        : List.of(
            new Finding(
                "The database",
                "the shard '%s' of the cluster %s, used without the cluster"
                    .formatted(shard.name(), shard.cluster()),
                "Nothing keeps its writes from keys that have moved to another shard: read and write"
                    + " through Coffer.sharded(), and use this one for maintenance, backups and"
                    + " reports."));
  }
}
