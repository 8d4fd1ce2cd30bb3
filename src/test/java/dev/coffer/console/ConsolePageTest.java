package dev.coffer.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.console.http.ConsoleResponse;
import dev.coffer.console.http.StaticFiles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files of the page: all are there, and none breaks the Content-Security-Policy. */
class ConsolePageTest {
  private static final Pattern NAMED =
      Pattern.compile("(?:href|src)=\"([^\"#]+)\"|from \"\\./([^\"]+)\"");

  private static final Pattern MARKUP =
      Pattern.compile(
          "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|\\beval\\b|new Function"
              + "|setAttribute\\(\"style\"|createContextualFragment");

  /** The namespace of SVG is a name, and nothing is loaded from it. */
  private static final Pattern OTHER_HOST =
      Pattern.compile("(?:https?:)?//(?!www\\.w3\\.org/2000/svg)[a-z0-9-]+\\.[a-z]");

  /** The text of each file that the page names, by its path; libraries are others' code. */
  private static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>();
    open.add("/index.html");
    while (!open.isEmpty()) {
      String path = open.remove();
      ConsoleResponse file =
          StaticFiles.find(path)
              .orElseThrow(
                  () -> new AssertionError("The page names " + path + ", which is absent"));
      if (files.put(path, ConsoleClient.text(file)) == null && !path.startsWith("/lib/")) {
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        Matcher named = NAMED.matcher(files.get(path));
        while (named.find()) {
          String name = named.group(1) == null ? named.group(2) : named.group(1);
          if (!files.containsKey(folder + name)) {
            open.add(folder + name);
          }
        }
      }
    }
    return files;
  }

  private static Map<String, String> ownFiles() {
    Map<String, String> own = files();
    own.keySet().removeIf(each -> each.startsWith("/lib/"));
    return own;
  }

  @Test
  void everyNamedFileIsServed() {
    assertThat(files())
        .containsKeys("/js/main.js", "/js/records.js", "/js/live.js", "/console.css", "/icon.svg")
        .containsKeys("/lib/uPlot.iife.min.js", "/lib/uPlot.min.css");
  }

  @Test
  void nothingIsInline() {
    assertThat(ownFiles().get("/index.html"))
        .doesNotContain("<style", " style=")
        .doesNotContainPattern("<script[^>]*>[^<]")
        .doesNotContainPattern(" on[a-z]+=");
  }

  @Test
  void noFileWritesMarkup() {
    assertThat(ownFiles())
        .allSatisfy((path, text) -> assertThat(text).as(path).doesNotContainPattern(MARKUP));
  }

  @Test
  void noFileNamesAnotherHost() {
    assertThat(ownFiles())
        .allSatisfy((path, text) -> assertThat(text).as(path).doesNotContainPattern(OTHER_HOST));
  }
}
