package dev.coffer.console.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the page, from the class path. Stateless. */
public final class StaticFiles {
  private static final String ROOT = "/coffer/console";
  private static final String INDEX = "/index.html";

  /** A path without dots, so that none leads out of the directory of the page. */
  private static final Pattern PATH =
      Pattern.compile("(?:/[A-Za-z0-9-]+)+(?:\\.(?:iife|min))*\\.(html|js|css|svg)");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private StaticFiles() {}

  /** The file under a path; empty if there is none. The root has the page itself. */
  public static Optional<ConsoleResponse> find(String path) {
    String file = path.equals("/") ? INDEX : path;
    Matcher known = PATH.matcher(file);
    if (!known.matches()) {
      return Optional.empty();
    }
    try (InputStream in = StaticFiles.class.getResourceAsStream(ROOT + file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              ConsoleResponse.of(
                  200, TYPES.getOrDefault(known.group(1), "text/plain"), in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " of the console cannot be read.", e);
    }
  }
}
