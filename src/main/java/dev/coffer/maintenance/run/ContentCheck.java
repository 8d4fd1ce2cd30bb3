package dev.coffer.maintenance.run;

import dev.coffer.api.CofferException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.DamagedContentException;
import dev.coffer.api.DatabaseUnavailableException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.content.ContentStore;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The check of contents: it reads each content completely and compares its hash. It reads pages in
 * the order of ids, without locks. Thread-safe.
 */
public final class ContentCheck {
  private static final int PAGE = 500;

  private final Transactions transactions;
  private final Function<String, ContentStore> contentsOfDomain;

  /**
   * Creates a check.
   *
   * @param contentsOfDomain returns the content store of a domain
   */
  public ContentCheck(Transactions transactions, Function<String, ContentStore> contentsOfDomain) {
    this.transactions = transactions;
    this.contentsOfDomain = contentsOfDomain;
  }

  /** A content to check. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Row(long id, String domain, int algorithm, byte[] digest, long size) {}

  /** The next contents after an id; empty at the end. */
  public List<Row> next(long after) {
    return transactions.read(unit -> contents(unit, " > ?", after));
  }

  /** One content; empty if it does not exist. */
  public Optional<Row> one(long id) {
    return transactions.read(unit -> contents(unit, " = ?", id)).stream().findFirst();
  }

  /** Checks a content; empty if it was deleted meanwhile. */
  public Optional<Checked> check(Row row) {
    String key = Long.toString(row.id());
    String name = "content with id " + key;
    try {
      ContentHash hash = ContentHash.ofRow(row.id(), row.algorithm(), row.digest());
      contentsOfDomain.apply(row.domain()).verify(hash);
      return Optional.of(new Checked(key, name, null, row.size()));
    } catch (ContentNotFoundException e) {
      if (transactions.read(unit -> exists(unit, row.id()))) {
        return Optional.of(
            new Checked(key, name, "it is not found by its hash: " + e.getMessage(), 0));
      }
      return Optional.empty();
    } catch (DamagedContentException e) {
      return Optional.of(new Checked(key, name + ", " + e.hash(), e.getMessage(), 0));
    } catch (DatabaseUnavailableException | TransientCofferException e) {
      // The failure does not concern this content, and no more rows can be read.
      throw e;
    } catch (IllegalArgumentException | CofferException e) {
      return Optional.of(new Checked(key, name, e.getMessage(), 0));
    }
  }

  private static boolean exists(UnitOfWork unit, long id) throws SQLException {
    try (PreparedStatement statement =
        unit.connection().prepareStatement("select 1 from coffer_content where id = ?")) {
      statement.setLong(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static List<Row> contents(UnitOfWork unit, String condition, long id)
      throws SQLException {
    List<Row> page = new ArrayList<>();
    try (PreparedStatement statement =
        unit.connection()
            .prepareStatement(
                "select id, domain, algorithm, digest, size from coffer_content where id"
                    + condition
                    + " order by id fetch first "
                    + PAGE
                    + " rows only")) {
      statement.setLong(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          page.add(
              new Row(
                  rows.getLong(1),
                  rows.getString(2),
                  rows.getInt(3),
                  rows.getBytes(4),
                  rows.getLong(5)));
        }
      }
    }
    return page;
  }
}
