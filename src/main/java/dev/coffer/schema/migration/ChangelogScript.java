package dev.coffer.schema.migration;

import dev.coffer.dialect.Dialect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The plain SQL for one database, generated from the changelogs by the build. It begins with the
 * statements that create the changelog's own tables, followed by a section for each changeset. A
 * statement ends with a semicolon at the end of a line.
 */
public record ChangelogScript(List<String> ownTables, List<Changeset> changesets) {

  private static final Pattern SECTION = Pattern.compile("-- changeset (\\S+)::(\\S+)::(\\S+)");

  public static ChangelogScript of(Dialect.Product product) {
    String resource = "/coffer/liquibase/sql/" + product.name().toLowerCase(Locale.ROOT) + ".sql";
    try (InputStream script = ChangelogScript.class.getResourceAsStream(resource)) {
      if (script == null) {
        throw new IllegalStateException("Coffer's jar lacks " + resource + ".");
      }
      return parse(new BufferedReader(new InputStreamReader(script, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChangelogScript parse(BufferedReader script) throws IOException {
    List<String> ownTables = new ArrayList<>();
    List<Changeset> changesets = new ArrayList<>();
    List<String> statements = ownTables;
    StringBuilder statement = new StringBuilder();
    for (@Nullable String line = script.readLine(); line != null; line = script.readLine()) {
      Matcher section = SECTION.matcher(line);
      if (section.matches()) {
        statements = new ArrayList<>();
        changesets.add(new Changeset(name(section), statements));
      } else if (!line.isBlank() && !line.startsWith("--")) {
        boolean end = line.endsWith(";");
        statement.append(end ? line.substring(0, line.length() - 1) : line).append('\n');
        if (end) {
          statements.add(statement.toString().strip());
          statement.setLength(0);
        }
      }
    }
    return new ChangelogScript(ownTables, changesets);
  }

  private static Changeset.Name name(Matcher section) {
    return new Changeset.Name(section.group(1), section.group(2), section.group(3));
  }
}
