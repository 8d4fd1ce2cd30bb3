package dev.coffer.cli;

import dev.coffer.shard.cluster.ShardMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A shard on the command line: its name and the URL of its database. */
record ShardAddress(String name, String url) {
  /**
   * Parses {@code NAME=URL}.
   *
   * @throws IllegalArgumentException if a part is absent, or the name is not valid
   */
  static ShardAddress parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || equals == text.length() - 1) {
      throw new IllegalArgumentException("'" + text + "' is no shard; write NAME=URL");
    }
    return new ShardAddress(
        ShardMap.checkName(text.substring(0, equals)), text.substring(equals + 1));
  }

  /**
   * Requires that each name is given once.
   *
   * @throws ParameterException if a command has a name twice
   */
  static void requireDistinct(List<ShardAddress> shards, CommandSpec command) {
    Set<String> names = new HashSet<>();
    for (ShardAddress each : shards) {
      if (!names.add(each.name())) {
        throw new ParameterException(
            command.commandLine(), "the shard '" + each.name() + "' is given twice");
      }
    }
  }
}
