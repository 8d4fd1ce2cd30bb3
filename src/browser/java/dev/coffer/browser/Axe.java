package dev.coffer.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The rules of axe-core for WCAG 2, levels A and AA, and its best practices. */
final class Axe {
  private static final String SCRIPT = read();

  private Axe() {}

  private static String read() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      if (in == null) {
        throw new IllegalStateException("The script of axe-core is not on the class path.");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the page breaks of the rules, each with the elements. */
  static List<String> violations(Browser browser) {
    // The library looks for a loader of modules in scripts, so it is no module here.
    browser.script("if (!window.axe) {" + SCRIPT + "}");
    Object found =
        browser
            .driver()
            .executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                axe.run(document, {
                  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                }).then(
                  (result) => done(result.violations.map((each) => each.id + ": " + each.help + ": "
                    + each.nodes.map((node) => node.html + " " + node.failureSummary).join("; "))),
                  (error) => done([String(error)]));
                """);
    return found instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(found));
  }
}
