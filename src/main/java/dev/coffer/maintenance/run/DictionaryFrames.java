package dev.coffer.maintenance.run;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.api.DamagedFrameException;
import dev.coffer.codec.frame.Frames;
import dev.coffer.tx.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query for the inline frames of a collection that need a dictionary. Stateless. */
final class DictionaryFrames {
  private static final int PAGE = 200;

  /** The positions in a frame, from 1, at which the id of its dictionary may begin. */
  private static final List<Integer> POSITIONS = List.of(3, 4, 5, 6);

  private DictionaryFrames() {}

  /**
   * The next frames that need a dictionary, also those of expired records. The result comes from
   * one statement, so a record that another transaction gives a new key at this moment is found
   * under one of both keys. An empty result without a start therefore proves that no committed
   * frame needs the dictionary.
   *
   * @param after the key after which the page begins; null for the first key
   */
  static List<FrameSource.Stored> next(
      UnitOfWork unit, String collection, String id, @Nullable String after) throws SQLException {
    StringBuilder sql =
        new StringBuilder("select record_key, frame from coffer_record where collection = ? and (");
    for (int position : POSITIONS) {
      sql.append(position == POSITIONS.get(0) ? "" : " or ");
      sql.append("substring(frame, ").append(position).append(", 4) = ?");
    }
    sql.append(")");
    if (after != null) {
      sql.append(" and record_key > ?");
    }
    sql.append(" order by collection, record_key fetch first ").append(PAGE).append(" rows only");
    byte[] bytes = HexFormat.of().parseHex(id);
    List<FrameSource.Stored> page = new ArrayList<>();
    try (PreparedStatement query = unit.connection().prepareStatement(sql.toString())) {
      int index = 1;
      query.setString(index++, collection);
      for (int i = 0; i < POSITIONS.size(); i++) {
        query.setBytes(index++, bytes);
      }
      if (after != null) {
        query.setString(index, after);
      }
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          page.add(new FrameSource.Stored(rows.getString(1), rows.getBytes(2), false));
        }
      }
    }
    return page;
  }

  /** Whether a frame of such a page really needs the dictionary, and not only has equal bytes. */
  static boolean needs(byte[] frame, String id) {
    try {
      return id.equals(Frames.dictionary(frame));
    } catch (DamagedFrameException | CodecUnavailableException e) {
      return false;
    }
  }
}
