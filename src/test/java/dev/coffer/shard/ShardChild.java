package dev.coffer.shard;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.ShardedCoffer;
import dev.coffer.ShardedCofferBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Scanner;

/**
 * A process that changes a cluster. Its arguments are the user, the password, and a name and a URL
 * for each shard. It reads a shard and a weight from its input, says that it begins, and says that
 * it ends.
 */
final class ShardChild {

  private ShardChild() {}

  public static void main(String[] arguments) {
    ShardedCofferBuilder builder = Coffer.sharded();
    for (int i = 2; i < arguments.length; i += 2) {
      builder.shard(
          Objects.requireNonNull(arguments[i]),
          OpenSettings.of(Objects.requireNonNull(arguments[i + 1]))
              .withUser(arguments[0])
              .withPassword(arguments[1])
              .withPoolSize(4)
              .withCache(1_000, 0));
    }
    try (ShardedCoffer cluster = builder.open();
        Scanner input = new Scanner(System.in, StandardCharsets.UTF_8)) {
      System.out.println("open");
      String shard = input.next();
      int weight = input.nextInt();
      System.out.println("begin");
      cluster.resume(progress -> {});
      ShardProgress done = cluster.change(shard, weight, progress -> {});
      System.out.println(done.problems().isEmpty() ? "end" : done.problems());
    }
  }
}
