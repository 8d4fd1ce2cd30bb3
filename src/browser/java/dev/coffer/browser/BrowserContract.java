package dev.coffer.browser;

import dev.coffer.console.ConsoleSettings;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A console and a browser that was let in, for all tests of a class. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class BrowserContract {
  private static final ConsoleSettings ALL =
      ConsoleSettings.defaults().withWrite(true).withValues(true);

  @RegisterExtension static final MainJob MAIN_JOB = new MainJob();

  private @Nullable Browser browser;
  private @Nullable ServedConsole console;
  private @Nullable Page page;

  /** What the console allows. */
  ConsoleSettings settings() {
    return ALL;
  }

  /** Adds data before the browser comes. */
  void prepare(ServedConsole served) throws Exception {}

  @BeforeAll
  void open(@TempDir Path directory) throws Exception {
    Programs programs = Programs.find();
    ServedConsole served =
        ServedConsole.start(
            MAIN_JOB.copyTo(directory), directory.resolve("repository"), settings());
    console = served;
    prepare(served);
    browser = new Browser(programs, directory.resolve("profile"));
    page = new Page(browser, served.address());
    browser.driver().get(served.link().toString());
    page.loaded();
  }

  /** No test makes the page report an error, or ask another server, unless it reads that itself. */
  @AfterEach
  void nothingWentWrong() {
    browser().assertQuiet(console().address());
  }

  @AfterAll
  void close() {
    try {
      if (browser != null) {
        browser.close();
      }
    } finally {
      if (console != null) {
        console.close();
      }
    }
  }

  static <T> T opened(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("The browser is not open.");
    }
    return value;
  }

  Browser browser() {
    return opened(browser);
  }

  ServedConsole console() {
    return opened(console);
  }

  Page page() {
    return opened(page);
  }
}
