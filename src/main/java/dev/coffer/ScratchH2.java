package dev.coffer;

import dev.coffer.api.CofferException;
import dev.coffer.backup.run.ScratchDatabase;
import dev.coffer.tx.Transactions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A new H2 database in a temporary directory. */
final class ScratchH2 implements ScratchDatabase {
  private final Path directory;
  private final Coffer coffer;

  /**
   * Creates the database.
   *
   * @throws CofferException if there is no temporary directory
   * @throws dev.coffer.api.MissingLibraryException if H2 or HikariCP is not on the class path
   */
  ScratchH2() {
    try {
      this.directory = Files.createTempDirectory("coffer-trial");
    } catch (IOException e) {
      throw new CofferException(
          "The trial restore could not create a temporary directory: " + e.getMessage(), e);
    }
    this.coffer = Coffer.open("jdbc:h2:" + directory.resolve("trial").toAbsolutePath());
  }

  @Override
  public Transactions own() {
    return coffer.data().parts().own();
  }

  @Override
  public void close() {
    coffer.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new CofferException(
          "The temporary directory " + directory + " of a trial restore could not be deleted.", e);
    }
  }
}
