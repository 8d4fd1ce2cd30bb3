package example.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import example.sessions.Application.Browser;
import java.net.HttpCookie;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application over HTTP. */
class SessionsTest {

  @TempDir static Path directory;

  private static Application application;

  @BeforeAll
  static void start() throws Exception {
    application = new Application(directory);
    application.start();
  }

  @AfterAll
  static void stop() {
    application.kill();
  }

  @Test
  void aSessionSurvivesARestartAndTheEndOfTheProcess() throws Exception {
    Browser browser = application.new Browser("laptop");
    assertThat(browser.logIn("alice", "wonderland")).isEqualTo(204);
    browser.post("/cart", "item=tea&count=2");

    application.stop();
    application.start();

    assertThat(browser.get("/cart").body()).isEqualTo("{\"tea\":2}");
    assertThat(browser.get("/devices").statusCode()).isEqualTo(200);
    assertThat(browser.post("/cart", "item=cake&count=1").statusCode()).isEqualTo(200);

    application.kill();
    application.start();

    assertThat(browser.get("/cart").body()).isEqualTo("{\"cake\":1,\"tea\":2}");
    assertThat(browser.get("/devices").body()).contains("laptop").contains("\"current\":true");
  }

  @Test
  void theExpiryOfASessionIsPublished() throws Exception {
    application.stop();
    application.start(
        "--spring.session.timeout=1s", "--coffer.maintenance.schedule.expire=* * * * * ?");
    Browser browser = application.new Browser("laptop");
    browser.post("/cart", "item=tea&count=2");
    HttpCookie cookie = browser.cookie();

    application.awaitInLog("The session " + id(cookie) + " has expired.");

    assertThat(browser.get("/cart").body()).isEqualTo("{}");
    application.stop();
    application.start();
  }

  /** The id that the cookie has in Base64. */
  private static String id(HttpCookie cookie) {
    return new String(Base64.getDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8);
  }

  @Test
  void aLoginChangesTheIdAndKeepsTheCart() throws Exception {
    Browser browser = application.new Browser("laptop");
    browser.post("/cart", "item=tea&count=2");
    HttpCookie before = browser.cookie();
    assertThat(browser.logIn("bob", "builder")).isEqualTo(204);
    HttpCookie after = browser.cookie();

    assertThat(after.getValue()).isNotEqualTo(before.getValue());
    assertThat(browser.get("/cart").body()).isEqualTo("{\"tea\":2}");
    browser.use(before);
    assertThat(browser.get("/cart").body()).isEqualTo("{}");
    assertThat(browser.get("/devices").statusCode()).isEqualTo(401);
  }

  @Test
  void aWrongPasswordIsRefused() throws Exception {
    Browser browser = application.new Browser("laptop");
    assertThat(browser.logIn("bob", "wrong")).isEqualTo(401);
    assertThat(browser.get("/devices").statusCode()).isEqualTo(401);
  }

  @Test
  void aLogoutDeletesTheSession() throws Exception {
    Browser browser = application.new Browser("laptop");
    browser.logIn("bob", "builder");
    browser.post("/cart", "item=tea&count=2");
    HttpCookie cookie = browser.cookie();

    assertThat(browser.post("/logout", "").statusCode()).isEqualTo(200);

    browser.use(cookie);
    assertThat(browser.get("/devices").statusCode()).isEqualTo(401);
    assertThat(browser.get("/cart").body()).isEqualTo("{}");
  }

  @Test
  void aUserSeesAndEndsTheOtherSessions() throws Exception {
    Browser laptop = application.new Browser("laptop of bob");
    Browser phone = application.new Browser("phone of bob");
    Browser other = application.new Browser("computer of alice");
    laptop.logIn("bob", "builder");
    phone.logIn("bob", "builder");
    other.logIn("alice", "wonderland");

    assertThat(laptop.get("/devices").body())
        .contains("laptop of bob", "phone of bob")
        .doesNotContain("alice");
    assertThat(laptop.delete("/devices").statusCode()).isEqualTo(200);

    assertThat(phone.get("/devices").statusCode()).isEqualTo(401);
    assertThat(laptop.get("/devices").body()).doesNotContain("phone of bob");
    assertThat(other.get("/devices").statusCode()).isEqualTo(200);
  }

  @Test
  void simultaneousRequestsLoseNoItem() throws Exception {
    Browser browser = application.new Browser("laptop");
    browser.get("/csrf");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<?>> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String form = "item=item" + i + "&count=1";
      requests.add(threads.submit(() -> browser.post("/cart", form)));
    }
    for (Future<?> request : requests) {
      request.get();
    }
    threads.shutdown();

    String cart = browser.get("/cart").body();
    assertThat(IntStream.range(0, 40).mapToObj(i -> "\"item" + i + "\":1"))
        .allMatch(cart::contains);
  }
}
