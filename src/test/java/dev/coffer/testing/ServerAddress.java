package dev.coffer.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of a running server, and an account that may create databases on it. */
public record ServerAddress(String adminUrl, String user, String password) {

  private static final Pattern URL =
      Pattern.compile("(?<server>jdbc:[a-z]+://[^/?]+)(/[^?]*)?(\\?(?<parameters>.*))?");

  /** The server named by {@code <property>.url}, {@code .user} and {@code .password}, if any. */
  static @Nullable ServerAddress ofProperties(String property) {
    String url = System.getProperty(property + ".url");
    if (url == null || url.isBlank()) {
      return null;
    }
    return new ServerAddress(
        url,
        System.getProperty(property + ".user", "root"),
        System.getProperty(property + ".password", ""));
  }

  /** The URL of a database on this server, with its parameters and additional ones. */
  public String urlOf(String database, String moreParameters) {
    Matcher url = URL.matcher(adminUrl);
    if (!url.matches()) {
      throw new IllegalStateException("Not the URL of a server: " + adminUrl);
    }
    @Nullable String own = url.group("parameters");
    String parameters =
        own == null || own.isEmpty()
            ? moreParameters
            : moreParameters.isEmpty() ? own : own + "&" + moreParameters;
    return url.group("server") + "/" + database + (parameters.isEmpty() ? "" : "?" + parameters);
  }

  /** Runs one statement as the administrator. */
  public void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(adminUrl, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("Failed on " + adminUrl + ": " + sql, e);
    }
  }
}
