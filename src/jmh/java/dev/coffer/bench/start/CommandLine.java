package dev.coffer.bench.start;

import dev.coffer.Coffer;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line, started as {@code bin/coffer} does: from jars, by the first compiler, with an
 * archive of the classes that the first command loaded.
 */
public final class CommandLine {

  private final String classPath;
  private final Path archive;

  /**
   * A command line with its files in a directory.
   *
   * @param database a database with the record that {@link #get} reads
   */
  public CommandLine(Path directory, Start.Address database) throws Exception {
    Path jar = directory.resolve("coffer.jar");
    pack(jar);
    // An archive of classes is refused if a directory is on the class path.
    classPath =
        Stream.concat(
                Stream.of(jar.toString()),
                Arrays.stream(Start.withoutCoffer().split(File.pathSeparator, -1))
                    .filter(each -> each.endsWith(".jar")))
            .collect(Collectors.joining(File.pathSeparator));
    archive = directory.resolve("classes.jsa");
    get("-XX:ArchiveClassesAtExit=" + archive, database);
  }

  /** Reads one record, and returns the milliseconds of the process. */
  public double get(Start.Address database) throws Exception {
    long start = System.nanoTime();
    get("-XX:SharedArchiveFile=" + archive, database);
    return Start.millisSince(start);
  }

  private void get(String option, Start.Address database) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                option,
                "-Xlog:disable",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                "dev.coffer.cli.Main",
                "get",
                "--url",
                database.url()));
    if (!database.user().isEmpty()) {
      arguments.addAll(List.of("--user", database.user()));
    }
    arguments.addAll(List.of(CofferProgram.COLLECTION, CofferProgram.KEY));
    if (!Start.output(arguments).startsWith("{")) {
      throw new IllegalStateException("There is no record.");
    }
  }

  private static void pack(Path jar) throws IOException, URISyntaxException {
    Path classes =
        Path.of(Coffer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> all = Files.walk(classes)) {
      for (Path each : all.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(
            new JarEntry(classes.relativize(each).toString().replace(File.separatorChar, '/')));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
  }
}
