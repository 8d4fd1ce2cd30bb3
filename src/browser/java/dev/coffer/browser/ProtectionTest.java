package dev.coffer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.console.ConsoleSettings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebElement;

/** A console without further rights: what it hides, and whom it refuses. */
class ProtectionTest extends BrowserContract {
  @Override
  ConsoleSettings settings() {
    return ConsoleSettings.defaults();
  }

  @Test
  void valuesAndBytesAreHidden() {
    page().open("#/record?collection=hints&key=1");
    assertThat(page().text()).contains("Values are hidden.");
    assertThat(page().all("pre")).isEmpty();

    page().open("#/contents");
    page().leaving(() -> page().one("tbody a").click());
    assertThat(page().text()).contains("Bytes are hidden.");
    assertThat(page().all("a[download]")).isEmpty();
  }

  @Test
  void nothingCanBeStartedOrChanged() {
    page().open("#/");
    assertThat(page().one("#user").getText()).isEqualTo("ann, read-only");
    for (String each : List.of("#/record?collection=hints&key=1", "#/maintenance")) {
      page().open(each);
      assertThat(page().all("main button:not(.sort)")).as(each).isEmpty();
    }
    page().open("#/backups");
    assertThat(page().all("main button"))
        .extracting(WebElement::getText)
        .containsExactly("Show what would be kept");
  }

  @Test
  void aBrowserWithoutTheLinkIsRefused() {
    Set<Cookie> cookies = browser().driver().manage().getCookies();
    assertThat(cookies).hasSize(1).allMatch(Cookie::isHttpOnly);
    browser().driver().manage().deleteAllCookies();
    try {
      for (String each : List.of("", "api/session", "?token=0123", "js/main.js")) {
        browser().driver().get(console().address() + each);
        assertThat(page().one("body").getText()).startsWith("You are not let in.");
      }
      browser().driver().get(console().link().toString());
      assertThat(page().one("body").getText()).contains("It works once");
      assertThat(browser().lines()).isNotEmpty().allMatch(each -> each.contains("401"));
    } finally {
      cookies.forEach(browser().driver().manage()::addCookie);
    }
  }

  @Test
  void aUserWhoIsLoggedOutIsToldWhatToDo() {
    page().open("#/collections");
    Set<Cookie> cookies = browser().driver().manage().getCookies();
    browser().driver().manage().deleteAllCookies();
    try {
      page().navigate("Maintenance");
      assertThat(page().errors())
          .containsExactly("You are not logged in any more. Load the page again.");
      assertThat(browser().lines()).isNotEmpty().allMatch(each -> each.contains("401"));
    } finally {
      cookies.forEach(browser().driver().manage()::addCookie);
    }
  }
}
