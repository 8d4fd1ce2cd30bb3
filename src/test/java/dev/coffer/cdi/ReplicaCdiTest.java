package dev.coffer.cdi;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.InvalidSettingException;
import dev.coffer.api.UnsupportedDatabaseException;
import dev.coffer.cdi.Application.Game;
import dev.coffer.cdi.Application.Unit;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import javax.sql.DataSource;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings of replicas in a container. */
class ReplicaCdiTest extends CdiFixture {

  private static DataSource source;

  /** Names with one data source. */
  public static final class Names implements InitialContextFactory {
    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
      return new InitialContext(true) {
        @Override
        public Object lookup(String name) throws NamingException {
          if (name.equals("java:/jdbc/replica")) {
            return source;
          }
          throw new NameNotFoundException(name);
        }

        @Override
        public void close() {
          // There is nothing to close.
        }
      };
    }
  }

  @BeforeEach
  void setNames() {
    source = database.dataSource();
    set(Context.INITIAL_CONTEXT_FACTORY, Names.class.getName());
  }

  private static void start() {
    try (WeldContainer container = Application.run(Unit.class, Game.class)) {
      container.select(Game.class).get().records.collections();
    }
  }

  @Test
  void aNameThatJndiDoesNotHaveIsRefused() {
    set("coffer.replicas.data-sources", "java:/jdbc/replica, java:/jdbc/other");
    assertThatThrownBy(ReplicaCdiTest::start)
        .hasRootCauseInstanceOf(NamingException.class)
        .hasStackTraceContaining(InvalidSettingException.class.getName())
        .hasStackTraceContaining("'java:/jdbc/other'");
  }

  @Test
  void theDataSourcesAreReplicasOfTheUnit() {
    set("coffer.replicas.data-sources", "java:/jdbc/replica");
    set("coffer.replicas.max-wait", "1s");
    set("coffer.replicas.by-default", "true");
    assertThatThrownBy(ReplicaCdiTest::start)
        .hasStackTraceContaining(UnsupportedDatabaseException.class.getName())
        .hasStackTraceContaining("has no replicas");
  }

  @Test
  void aWaitOfNoTimeIsRefused() {
    set("coffer.replicas.max-wait", "soon");
    assertThatThrownBy(ReplicaCdiTest::start)
        .hasStackTraceContaining(InvalidSettingException.class.getName())
        .hasStackTraceContaining("coffer.replicas.max-wait");
  }
}
