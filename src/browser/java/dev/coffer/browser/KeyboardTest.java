package dev.coffer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.record.RecordStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The page without a mouse. */
class KeyboardTest extends BrowserContract {
  private static final int MOST = 200;

  private void type(CharSequence... keys) {
    new Actions(browser().driver()).sendKeys(keys).perform();
  }

  private WebElement focused() {
    return browser().driver().switchTo().activeElement();
  }

  /** Goes forward to the element with this name, and shows that each on the way is visible. */
  private void tabTo(String name) {
    List<String> passed = new ArrayList<>();
    while (passed.size() < MOST) {
      type(Keys.TAB);
      WebElement now = focused();
      assertFocusIsVisible(now);
      if (name.equals(now.getAccessibleName())) {
        return;
      }
      passed.add(now.getAccessibleName());
    }
    throw new AssertionError("The keyboard does not reach " + name + ", but " + passed);
  }

  private void assertFocusIsVisible(WebElement element) {
    assertThat(element.getCssValue("outline-style")).as(element.getText()).isEqualTo("solid");
    assertThat(element.getCssValue("outline-width")).isEqualTo("3px");
    assertThat(
            browser()
                .script(
                    """
                    const box = arguments[0].getBoundingClientRect();
                    return box.width > 0 && box.right > 0 && box.left < innerWidth
                      && box.bottom > 0 && box.top < innerHeight;
                    """,
                    element))
        .as("%s is seen", element.getText())
        .isEqualTo(true);
  }

  @Test
  void theContentIsReachedWithoutTheNavigation() {
    page().open("#/collections");
    type(Keys.TAB);
    assertThat(focused().getText()).isEqualTo("Skip to the content");
    type(Keys.ENTER);

    assertThat(focused().getDomAttribute("id")).isEqualTo("main");
    assertThat(page().view()).isEqualTo("#/collections");
  }

  @Test
  void viewsSortingAndLinksWork() {
    page().open("#/");
    tabTo("Collections");
    page().leaving(() -> type(Keys.ENTER));
    assertThat(focused().getDomAttribute("id")).isEqualTo("main");

    tabTo("Records");
    type(Keys.SPACE);
    assertThat(page().column("Collections", "Collection"))
        .containsExactly("properties", "groups", "hints");
    tabTo("hints");
    page().leaving(() -> type(Keys.ENTER));
    assertThat(page().heading()).isEqualTo("Collection");
  }

  @Test
  void listsAreFilteredAndTurned() {
    page().open("#/records?collection=hints");
    tabTo("Prefix");
    type("1");
    page().leaving(() -> type(Keys.ENTER));
    assertThat(page().column("Records", "Key")).hasSize(11);

    page().open("#/records?collection=hints");
    tabTo("Next");
    page().turning(() -> type(Keys.ENTER));
    assertThat(page().column("Records", "Key")).hasSize(34);
    assertThat(focused().getAccessibleName()).isEqualTo("Records, page 2");
    tabTo("Previous");
    page().turning(() -> type(Keys.ENTER));
    assertThat(page().column("Records", "Key")).hasSize(50);
  }

  @Test
  void aDialogCatchesTheFocusAndGivesItBack() {
    RecordStore records = console().coffer().records();
    records.store("players", "alice", "a");
    page().open("#/record?collection=players&key=alice");
    tabTo("Delete the record");
    type(Keys.ENTER);
    assertThat(focused().getAccessibleName()).isEqualTo("Cancel");
    type(Keys.ESCAPE);
    page().until("the dialog is closed", () -> page().all("dialog").isEmpty());
    assertThat(records.retrieve("players", "alice", String.class)).isPresent();
    assertThat(focused().getAccessibleName()).isEqualTo("Delete the record");

    type(Keys.ENTER);
    type(Keys.TAB);
    assertThat(focused().getAccessibleName()).isEqualTo("Delete");
    page().leaving(() -> type(Keys.ENTER));
    assertThat(records.retrieve("players", "alice", String.class)).isEmpty();
  }
}
