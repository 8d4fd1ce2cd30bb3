package dev.coffer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.content.Holder;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Keys, names and values that try to be markup, or to turn the text around them. */
class HostileNamesTest extends BrowserContract {
  private static final String MARKUP =
      "<script>document.title='owned'</script><img src=x onerror=\"alert(1)\">'\"&amp;";

  /** Names have no NUL, because databases refuse it; values may have it. */
  private static final String HOSTILE = MARKUP + "\u202eé😀";

  private static final String SHOWN = MARKUP + "\\u202eé😀";

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** The page has shown the text, and nothing of it has become an element or has run. */
  private void assertHarmless() {
    assertThat(page().text()).contains(SHOWN);
    assertThat(page().all("main script, main img")).isEmpty();
    assertThat(browser().driver().getTitle()).endsWith(" · Coffer");
  }

  @Test
  void aHostileRecordIsShownAsText() {
    console().coffer().records().store(MARKUP, HOSTILE, HOSTILE + "\u0000");

    page().open("#/collections");
    page().follow(MARKUP);
    page().follow("1");
    assertHarmless();
    page().leaving(() -> page().one("tbody a").click());
    assertHarmless();
    assertThat(page().fact("Key")).isEqualTo(SHOWN);
    assertThat(page().one("pre").getText())
        .contains("<script>document.title='owned'</script>")
        .doesNotContain("\u202e");
  }

  @Test
  void aHostileRecordIsDeleted() {
    console().coffer().records().store("hostile", HOSTILE, "value");
    page().open("#/record?collection=hostile&key=" + encoded(HOSTILE));
    page().press("Delete the record");
    page().until("a question is asked", () -> page().one("dialog[open]").isDisplayed());
    assertThat(page().one("dialog").getText()).contains(SHOWN);
    page().leaving(() -> page().press("Delete"));

    assertThat(console().coffer().records().retrieve("hostile", HOSTILE, String.class)).isEmpty();
  }

  @Test
  void aHostileHolderIsShownAsText() {
    String hash =
        console()
            .coffer()
            .contents()
            .store(new ByteArrayInputStream(new byte[] {1, 2, 3}), Holder.of(MARKUP + "é😀"))
            .hash()
            .toString();
    page().open("#/content?hash=" + encoded(hash));

    assertThat(page().column("Holders", "Name")).containsExactly(MARKUP + "é😀");
    assertThat(page().all("main script, main img")).isEmpty();
  }

  @Test
  void hostileParametersAreShownAsText() {
    page().open("#/record?collection=" + encoded(MARKUP) + "&key=" + encoded(HOSTILE + "absent"));

    assertThat(page().errors()).hasSize(1);
    assertThat(page().all("main script, main img")).isEmpty();
    assertThat(browser().lines()).hasSize(1).first().asString().contains("404");
  }
}
