package dev.coffer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.console.http.WriteToken;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The console of an application, in each kind of web server. */
abstract class WebConsoleContract extends WebFixture {

  /** The header by which the filter of each application knows its users. */
  static final String USER = "X-Test-User";

  /** The user with the role that the tests ask for. */
  static final String OPERATOR = "operator";

  static final String ROLE = "OPERATOR";

  private void startWithARecord(String... settings) {
    start(settings).coffer().store("players", "alice <b>", "value");
  }

  @Test
  void theConsoleIsOffByDefault() throws Exception {
    start();

    assertThat(get("/coffer/").statusCode()).isEqualTo(404);
    assertThat(get("/coffer/api/session").statusCode()).isEqualTo(404);
  }

  @Test
  void withoutSecurityItServesThisMachine() throws Exception {
    startWithARecord("coffer.console.enabled=true");

    HttpResponse<String> page = get("/coffer/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    HttpResponse<String> bare = get("/coffer");
    assertThat(bare.statusCode()).isEqualTo(302);
    assertThat(bare.headers().firstValue("Location").orElseThrow()).endsWith("/coffer/");
    HttpResponse<String> records = get("/coffer/api/records?collection=players");
    assertThat(records.statusCode()).isEqualTo(200);
    assertThat(records.body()).contains("alice").doesNotContain("\"value\":\"value\"");
    assertThat(
            send(at("/coffer/").method("HEAD", HttpRequest.BodyPublishers.noBody())).statusCode())
        .isEqualTo(200);
    assertThat(get("/coffer/api/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void withoutSecurityAProxyIsRefused() throws Exception {
    start("coffer.console.enabled=true");

    HttpResponse<String> refused =
        send(at("/coffer/api/session").header("X-Forwarded-For", "203.0.113.7"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("coffer.console.role");
    assertThat(refused.headers().firstValue("X-Frame-Options")).contains("DENY");
  }

  @Test
  void aRoleIsAskedFor() throws Exception {
    start("coffer.console.enabled=true", "coffer.console.role=" + ROLE);

    assertThat(get("/coffer/").statusCode()).isEqualTo(401);
    assertThat(send(at("/coffer/api/session").header(USER, "guest")).statusCode()).isEqualTo(403);
    HttpResponse<String> session = send(at("/coffer/api/session").header(USER, OPERATOR));
    assertThat(session.statusCode()).isEqualTo(200);
    assertThat(session.body()).contains(OPERATOR);
  }

  @Test
  void writesNeedTheSettingAndTheToken() throws Exception {
    startWithARecord(
        "coffer.console.enabled=true",
        "coffer.console.path=/ops/coffer",
        "coffer.console.write=true",
        "coffer.console.values=true");
    String record = "/ops/coffer/api/record?collection=players&key=alice%20%3Cb%3E";

    HttpResponse<String> shown = get(record);
    assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
    String delete =
        record.replace("/record?", "/record/delete?")
            + "&version="
            + found("\"version\":\"?([0-9]+)", shown.body());
    assertThat(send(at(delete).POST(HttpRequest.BodyPublishers.noBody())).statusCode())
        .isEqualTo(403);
    String token = found("\"token\":\"([0-9a-f]+)", get("/ops/coffer/api/session").body());
    HttpResponse<String> deleted =
        send(at(delete).header(WriteToken.HEADER, token).POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
    assertThat(get(record).statusCode()).isEqualTo(404);
  }

  private static String found(String pattern, String json) {
    Matcher matcher = Pattern.compile(pattern).matcher(json.replace(" ", ""));
    assertThat(matcher.find()).as(json).isTrue();
    return matcher.group(1);
  }

  @Test
  void aPathThatIsNoneIsRefused() {
    assertThatThrownBy(() -> start("coffer.console.enabled=true", "coffer.console.path=coffer/"))
        .hasStackTraceContaining("coffer.console.path");
  }
}
