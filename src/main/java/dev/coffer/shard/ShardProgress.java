package dev.coffer.shard;

import java.util.List;

/**
 * The progress of a move of keys between shards.
 *
 * @param seen the records whose keys were looked at
 * @param records the records that were moved
 * @param contents the contents without a record that were moved
 * @param problems a sentence for each record or content that could not be moved
 */
public record ShardProgress(long seen, long records, long contents, List<String> problems) {

  public ShardProgress {
    problems = List.copyOf(problems);
  }
}
