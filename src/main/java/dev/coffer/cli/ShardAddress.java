package dev.coffer.cli;

import dev.coffer.shard.cluster.ShardMap;

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
}
