package dev.coffer.content.store;

import dev.coffer.entity.StoredContent;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.List;

/** Work in the transaction in which a group of contents becomes visible. */
interface GroupEnding {
  void end(UnitOfWork unit, List<StoredContent> contents) throws SQLException;
}
