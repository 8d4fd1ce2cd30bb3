package dev.coffer.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with a new profile, which ends with {@link #close()}. */
final class Browser implements AutoCloseable {
  static final int WIDTH = 1280;
  static final int HEIGHT = 900;

  private static final Set<String> OVER_NETWORK = Set.of("http", "https", "ws", "wss");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChromeDriverService service;
  private final ChromeDriver driver;

  /**
   * Starts the browser.
   *
   * @param profile the directory of its profile
   */
  Browser(Programs programs, Path profile) {
    service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(programs.driver().toFile())
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(programs.chromium().toFile());
    options.addArguments(
        "--headless=new",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
        "--hide-scrollbars",
        "--no-proxy-server",
        // A page that names another host fails at it, also where the machine reaches that host.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--lang=en",
        "--window-size=" + WIDTH + "," + HEIGHT,
        "--user-data-dir=" + profile);
    if (System.getProperty("user.name", "").equals("root")) {
      // The sandbox of Chromium refuses root, as whom builds in containers run.
      options.addArguments("--no-sandbox");
    }
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    driver = new ChromeDriver(service, options);
    size(WIDTH, HEIGHT);
  }

  ChromeDriver driver() {
    return driver;
  }

  /** Runs a script in the page, which is the body of a function. */
  Object script(String script, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
  }

  /** Sets the size of the part of the page that is seen. */
  void size(int width, int height) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Makes the browser prefer a scheme of colours: {@code light} or {@code dark}. */
  void scheme(String scheme) {
    command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** A picture of what is seen, as PNG. */
  byte[] picture() {
    Object data = command("Page.captureScreenshot", Map.of("format", "png")).get("data");
    return Base64.getDecoder().decode(String.valueOf(data));
  }

  private Map<String, Object> command(String name, Map<String, Object> parameters) {
    return driver.executeCdpCommand(name, parameters);
  }

  /** The lines of the browser's console since the last call. */
  List<String> lines() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The hosts and ports that were asked for over a network since the last call. */
  Set<String> requestedHosts() {
    Set<String> hosts = new TreeSet<>();
    for (LogEntry each : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonNode event = parse(each.getMessage()).path("message");
      if (event.path("method").asText().equals("Network.requestWillBeSent")) {
        URI address = URI.create(event.path("params").path("request").path("url").asText());
        if (OVER_NETWORK.contains(address.getScheme())) {
          hosts.add(address.getHost() + ":" + address.getPort());
        }
      }
    }
    return hosts;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("The browser's log has a line that is no JSON: " + json, e);
    }
  }

  /** The page reported no error, and asked no other server than this. */
  void assertQuiet(URI server) {
    assertThat(lines()).as("the browser's console").isEmpty();
    assertThat(requestedHosts()).isSubsetOf(server.getHost() + ":" + server.getPort());
  }

  @Override
  public void close() {
    try {
      driver.quit();
    } finally {
      service.stop();
    }
  }
}
