package dev.coffer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What holds for every view, on a database with a past. It makes pictures of them in {@code
 * target/console}; {@code -Dcoffer.pictures.write} writes those of the documentation.
 */
class EveryViewTest extends BrowserContract {
  private static final List<String> SCHEMES = List.of("light", "dark");
  private static final int NARROW = 360;
  private static final int LEAST_HEIGHT = 300;
  private static final int MOST_HEIGHT = 1000;

  private static final Path TARGET = Path.of("target", "console");

  private static final Path PICTURES =
      System.getProperty("coffer.pictures.write") == null
          ? TARGET
          : Path.of("docs", "images", "console");

  /** A view by its address. */
  enum View {
    OVERVIEW("#/"),
    COLLECTIONS("#/collections"),
    COLLECTION("#/collection?collection=properties"),
    RECORDS("#/records?collection=sources&prefix=commons-lang3-3.20.0/time/"),
    RECORD("#/record?collection=properties&key=1001"),
    CONTENTS("#/contents?order=size"),
    CONTENT("#/record?collection=metadata&key=spring-boot+3.5"),
    MAINTENANCE("#/maintenance"),
    BACKUPS("#/backups"),
    CACHES("#/caches"),
    TOPOLOGY("#/topology");

    private final String address;

    View(String address) {
      this.address = address;
    }

    private String file(String scheme) {
      return name().toLowerCase(Locale.ROOT) + "-" + scheme + ".png";
    }
  }

  @Override
  void prepare(ServedConsole served) throws Exception {
    GrownData.add(served.coffer());
    GrownData.run(served.coffer());
    GrownData.remember(served.jdbcUrl());
    GrownData.read(served.coffer(), "hints");
  }

  @AfterEach
  void restore() {
    browser().scheme("light");
    browser().size(Browser.WIDTH, Browser.HEIGHT);
  }

  private void open(View view) {
    page().open(view.address);
    if (view == View.CONTENT) {
      page().leaving(() -> page().one("main dd a[href*='#/content?']").click());
    }
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void breaksNoRuleOfAccessibility(View view) {
    for (String scheme : SCHEMES) {
      browser().scheme(scheme);
      open(view);
      assertThat(Axe.violations(browser())).as(scheme).isEmpty();
      browser().size(NARROW, Browser.HEIGHT);
      assertThat(Axe.violations(browser())).as(scheme + ", narrow").isEmpty();
      browser().size(Browser.WIDTH, Browser.HEIGHT);
    }
  }

  @Test
  void theRulesFindABarrier() {
    page().open("#/");
    browser().script("document.documentElement.removeAttribute('lang')");

    assertThat(Axe.violations(browser()))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("html-has-lang: ");
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void fitsANarrowScreen(View view) throws IOException {
    browser().size(NARROW, Browser.HEIGHT);
    open(view);
    Pictures.write(browser().picture(), TARGET.resolve(view.file("narrow")));

    assertThat(browser().script("return document.documentElement.scrollWidth"))
        .isEqualTo((long) NARROW);
    assertThat(
            browser()
                .script(
                    """
                    const right = (each) => each.getBoundingClientRect().right;
                    return [...document.querySelectorAll("section *")]
                      .filter((each) => !each.closest("caption, .uplot, details"))
                      .filter((each) => right(each) > right(each.closest("section")))
                      .map((each) => each.outerHTML.slice(0, 100));
                    """))
        .isEqualTo(List.of());
  }

  @ParameterizedTest
  @EnumSource(View.class)
  void isAPicture(View view) throws IOException {
    for (String scheme : SCHEMES) {
      browser().scheme(scheme);
      browser().size(Browser.WIDTH, LEAST_HEIGHT);
      open(view);
      long height = (Long) browser().script("return document.documentElement.scrollHeight");
      browser().size(Browser.WIDTH, (int) Math.min(MOST_HEIGHT, height));
      Path file = PICTURES.resolve(view.file(scheme));
      Pictures.write(browser().picture(), file);
      assertThat(file).isNotEmptyFile();
    }
  }
}
