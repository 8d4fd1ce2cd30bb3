package dev.coffer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A page whose server has gone. */
class StoppedServerTest extends BrowserContract {

  @Test
  void thePageSaysWhatToDo() {
    page().open("#/collections");
    console().stop();

    page().navigate("Contents");
    page().until("the page says so", () -> !page().errors().isEmpty());
    assertThat(page().errors())
        .containsOnly("The server does not answer. Check that it runs, and load the page again.");
    page().navigate("Overview");
    assertThat(page().errors())
        .hasSizeGreaterThan(1)
        .allMatch(each -> each.contains("load the page again"));
    assertThat(browser().lines())
        .isNotEmpty()
        .allMatch(each -> each.contains("net::ERR_CONNECTION_REFUSED"));
  }
}
