package dev.coffer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The views, and the ways between them. */
class ViewsTest extends BrowserContract {
  private static final List<String> VIEWS =
      List.of(
          "Overview",
          "Collections",
          "Records",
          "Contents",
          "Maintenance",
          "Backups",
          "Caches",
          "Topology");

  private void assertShown(String view) {
    assertThat(page().heading()).isEqualTo(view);
    assertThat(browser().driver().getTitle()).isEqualTo(view + " · Coffer");
    assertThat(page().one("nav [aria-current=page]").getText()).isEqualTo(view);
    assertThat(page().errors()).isEmpty();
  }

  @Test
  void theNavigationOpensEachView() {
    page().open("#/record?collection=hints&key=1");
    assertThat(page().views()).isEqualTo(VIEWS);
    for (String each : VIEWS) {
      page().navigate(each);
      assertShown(each);
    }
  }

  @Test
  void eachViewHasAnAddress() {
    for (String each : VIEWS) {
      page().open("#/" + (each.equals("Overview") ? "" : each.toLowerCase(Locale.ROOT)));
      assertShown(each);
    }
  }

  @Test
  void backAndForwardWork() {
    page().open("#/collections");
    page().follow("hints");
    page().follow("84");
    String records = page().view();

    page().leaving(() -> browser().driver().navigate().back());
    assertThat(page().heading()).isEqualTo("Collection");
    page().leaving(() -> browser().driver().navigate().back());
    assertThat(page().heading()).isEqualTo("Collections");
    page().leaving(() -> browser().driver().navigate().forward());
    page().leaving(() -> browser().driver().navigate().forward());
    assertThat(page().heading()).isEqualTo("Records");
    assertThat(page().view()).isEqualTo(records);
    assertThat(page().column("Records", "Key")).hasSize(50);
  }

  @Test
  void anUnknownViewLeadsToTheOverview() {
    page().open("#/nothing");

    assertThat(page().heading()).isEqualTo("Not found");
    page().follow("Open the overview");
    assertShown("Overview");
  }

  @Test
  void theOverviewShowsTheSizesOfTheMainJob() {
    page().open("#/");

    assertThat(page().fact("Records")).isEqualTo("5,478");
    assertThat(page().fact("Contents")).isEqualTo("1,244");
    assertThat(page().fact("Damage")).isEqualTo("none found");
    assertThat(page().text()).contains("Saved: ", "no figures yet");
    page().follow("3");
    assertThat(page().column("Collections", "Collection"))
        .containsExactly("groups", "hints", "properties");
  }

  @Test
  void theTopologyNamesTheServer() {
    page().open("#/topology");

    assertThat(page().fact("Server")).startsWith("H2 ");
    assertThat(page().fact("Role")).isEqualTo("alone");
  }
}
