package dev.coffer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;

/** The page of the console, as a person sees it: by its headings, links, fields and buttons. */
final class Page {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String MARK = "data-left";

  private final Browser browser;
  private final URI address;

  /**
   * The page at an address.
   *
   * @param address the address without a token and a view
   */
  Page(Browser browser, URI address) {
    this.browser = browser;
    this.address = address;
  }

  /**
   * Opens a view by its address, such as {@code #/records?collection=groups}, in a new document.
   */
  void open(String view) {
    browser.driver().get("about:blank");
    browser.driver().get(address + view);
    loaded();
  }

  /** The part of the address that names the view. */
  String view() {
    String now = String.valueOf(browser.driver().getCurrentUrl());
    return now.substring(Math.max(0, now.indexOf('#')));
  }

  /** Waits until the page waits for nothing. */
  void loaded() {
    until(
        "the page is loaded",
        () ->
            browser
                .script(
                    "return document.readyState === 'complete' && document.querySelector('h1')"
                        + " !== null && document.querySelector('[aria-busy]') === null")
                .equals(true));
  }

  /** Does what shows another view, and waits for that. */
  void leaving(Runnable action) {
    browser.script("document.querySelector('h1').setAttribute('" + MARK + "', '')");
    action.run();
    until(
        "another view is shown",
        () -> browser.driver().findElements(By.cssSelector("[" + MARK + "]")).isEmpty());
    loaded();
  }

  /** Waits for a state of the page. An element that is replaced meanwhile is looked for again. */
  void until(String state, BooleanSupplier reached) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!holds(reached)) {
      assertThat(Instant.now()).as("%s; the page shows:%n%s", state, text()).isBefore(end);
    }
  }

  /** Repeats an action that has met an element that was replaced meanwhile. */
  private static <R> R fresh(Supplier<R> action) {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        return action.get();
      } catch (StaleElementReferenceException e) {
        if (Instant.now().isAfter(end)) {
          throw e;
        }
      }
    }
  }

  private static void click(Supplier<WebElement> element) {
    fresh(
        () -> {
          element.get().click();
          return true;
        });
  }

  private static boolean holds(BooleanSupplier state) {
    try {
      return state.getAsBoolean();
    } catch (StaleElementReferenceException e) {
      return false;
    }
  }

  /** Does what shows another page of a list, and waits for that. */
  void turning(Runnable action) {
    browser.script("document.querySelector('tbody tr').setAttribute('" + MARK + "', '')");
    action.run();
    until(
        "another page is shown",
        () -> browser.driver().findElements(By.cssSelector("[" + MARK + "]")).isEmpty());
    loaded();
  }

  /** All text that is shown, below the navigation. */
  String text() {
    return fresh(() -> one("main").getText());
  }

  String heading() {
    return one("h1").getText();
  }

  /** The problems that the page reports. */
  List<String> errors() {
    return fresh(
        () ->
            all("main .error").stream()
                .map(WebElement::getText)
                .filter(each -> !each.isEmpty())
                .toList());
  }

  /** The line at the bottom, of what has happened. */
  String status() {
    return String.valueOf(browser.script("return document.getElementById('status').textContent"));
  }

  WebElement one(String css) {
    return browser.driver().findElement(By.cssSelector(css));
  }

  List<WebElement> all(String css) {
    return browser.driver().findElements(By.cssSelector(css));
  }

  /** A view of the navigation. */
  void navigate(String view) {
    leaving(() -> click(() -> link("nav", view)));
  }

  /** Follows the first link with this text. */
  void follow(String text) {
    leaving(() -> click(() -> link("main", text)));
  }

  private WebElement link(String place, String text) {
    return all(place + " a").stream()
        .filter(each -> each.getText().equals(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no link " + text + " in:\n" + text()));
  }

  /** The first button with this name, which is its label or its text. */
  WebElement button(String name) {
    return all("button").stream()
        .filter(each -> name.equals(each.getAccessibleName()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no button " + name + " in:\n" + text()));
  }

  void press(String name) {
    click(() -> button(name));
  }

  /** The field with this label. */
  WebElement field(String label) {
    return all("main .field").stream()
        .filter(each -> each.findElement(By.tagName("span")).getText().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("There is no field " + label + " in:\n" + text()))
        .findElement(By.cssSelector("input, select"));
  }

  void enter(String label, String text) {
    WebElement field = field(label);
    field.clear();
    field.sendKeys(text);
  }

  void choose(String label, String choice) {
    click(() -> field(label).findElement(By.xpath("option[text() = '" + choice + "']")));
  }

  /** What the list of facts says of a term. */
  String fact(String term) {
    return fresh(
        () ->
            all("main .facts > div").stream()
                .filter(each -> each.findElement(By.tagName("dt")).getText().equals(term))
                .findFirst()
                .orElseThrow(
                    () -> new AssertionError("There is no fact " + term + " in:\n" + text()))
                .findElement(By.tagName("dd"))
                .getText());
  }

  /** The texts of a column of the table whose caption begins so; none if there is no table. */
  List<String> column(String caption, String title) {
    Object cells =
        browser.script(
            """
            const table = [...document.querySelectorAll("main table")].find(
              (each) => each.caption.textContent.startsWith(arguments[0]));
            if (!table) {
              return [];
            }
            const titles = [...table.tHead.rows[0].cells].map((each) => each.textContent);
            const index = titles.indexOf(arguments[1]);
            return [...table.tBodies[0].rows].map((row) => row.cells[index].textContent);
            """,
            caption,
            title);
    return ((List<?>) cells).stream().map(String::valueOf).toList();
  }

  /** The names of the views in the navigation. */
  List<String> views() {
    return all("nav a").stream().map(WebElement::getText).toList();
  }
}
