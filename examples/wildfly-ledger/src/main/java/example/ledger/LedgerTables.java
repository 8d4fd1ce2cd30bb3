package example.ledger;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Creates the ledger's table. It refers to a table that Coffer has created before. */
@ApplicationScoped
public class LedgerTables {

  @Resource(lookup = "java:jboss/datasources/Ledger")
  DataSource dataSource;

  void make(@Observes @Initialized(ApplicationScoped.class) Object start) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table if not exists ledger_block (
            height bigint primary key,
            seal varchar(64) not null,
            body_id bigint not null,
            foreign key (body_id) references coffer_content (id))
          """);
    }
  }
}
