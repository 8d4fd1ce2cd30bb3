package dev.coffer.browser;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.backup.BackupPlan;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.RetentionPolicy;
import dev.coffer.console.ConsoleHandler;
import dev.coffer.console.ConsoleSettings;
import dev.coffer.console.local.LocalConsole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * The console on a copy of the main job's database, as the command {@code coffer console} serves
 * it, with a repository of backups.
 */
final class ServedConsole implements AutoCloseable {
  private static final int KEPT = 3;

  private final String jdbcUrl;
  private final Coffer coffer;
  private final LocalConsole console;

  private ServedConsole(String jdbcUrl, Coffer coffer, LocalConsole console) {
    this.jdbcUrl = jdbcUrl;
    this.coffer = coffer;
    this.console = console;
  }

  /** Starts the console on a free port. */
  static ServedConsole start(String jdbcUrl, Path repository, ConsoleSettings settings)
      throws IOException {
    BackupPlan plan =
        BackupPlan.into(BackupSettings.at(repository))
            .withRetention(RetentionPolicy.none().keepLast(KEPT));
    Coffer coffer = Coffer.open(OpenSettings.of(jdbcUrl).withUser("sa").withBackups(plan));
    return new ServedConsole(
        jdbcUrl, coffer, new LocalConsole(new ConsoleHandler(coffer, settings), 0, "ann"));
  }

  String jdbcUrl() {
    return jdbcUrl;
  }

  Coffer coffer() {
    return coffer;
  }

  /** The address that lets one browser in. */
  URI link() {
    return console.link();
  }

  /** The address of the page. */
  URI address() {
    return link().resolve("/");
  }

  /** Stops answering, as if the command had ended. */
  void stop() {
    console.close();
  }

  @Override
  public void close() {
    console.close();
    coffer.close();
  }
}
