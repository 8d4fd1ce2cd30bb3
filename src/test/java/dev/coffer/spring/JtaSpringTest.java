package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.spring.app.GameApplication;
import dev.coffer.spring.app.MatchRepository;
import dev.coffer.spring.app.MatchService;
import dev.coffer.spring.app.Player;
import dev.coffer.spring.app.PlayerRepository;
import dev.coffer.testing.JtaDatabase;
import dev.coffer.testing.TestDatabase;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.jta.JtaTransactionManager;

/** An application with JTA transactions that Spring manages. */
class JtaSpringTest {

  private static final Player ALICE = new Player(UUID.randomUUID(), "Alice", 1);

  private TestDatabase database;
  private JtaDatabase container;

  @BeforeEach
  void create() {
    database = TestDatabase.h2();
    container = new JtaDatabase(database);
  }

  @AfterEach
  void drop() {
    container.close();
    database.close();
  }

  private void run(Consumer<AssertableApplicationContext> test) {
    UserTransaction user = com.arjuna.ats.jta.UserTransaction.userTransaction();
    new ApplicationContextRunner()
        .withUserConfiguration(GameApplication.class)
        .withBean(DataSource.class, container::dataSource)
        .withBean(
            "transactionManager",
            JtaTransactionManager.class,
            () -> new JtaTransactionManager(user, container.manager()))
        .withPropertyValues(
            "spring.jpa.hibernate.ddl-auto=update",
            "spring.liquibase.enabled=false",
            "spring.flyway.enabled=false")
        .run(test::accept);
  }

  @Test
  void aCommitHoldsRecordsContentsAndEntities() {
    run(
        context -> {
          assertThat(context).hasNotFailed();
          PlayerRepository players = context.getBean(PlayerRepository.class);
          players.save(ALICE);

          context.getBean(MatchService.class).finish(1, ALICE.id(), replay());

          assertThat(players.levelOf(ALICE.id())).isEqualTo(2);
          assertThat(context.getBean(MatchRepository.class).count()).isEqualTo(1);
          assertThat(context.getBean(Coffer.class).report().contents().contents()).isEqualTo(1);
        });
  }

  @Test
  void aRollbackLeavesNothing() {
    run(
        context -> {
          PlayerRepository players = context.getBean(PlayerRepository.class);
          players.save(ALICE);

          assertThatThrownBy(
                  () -> context.getBean(MatchService.class).fail(1, ALICE.id(), replay()))
              .isInstanceOf(IllegalStateException.class);

          assertThat(players.levelOf(ALICE.id())).isEqualTo(1);
          assertThat(context.getBean(MatchRepository.class).count()).isZero();
          assertThat(context.getBean(Coffer.class).report().contents().contents()).isZero();
        });
  }

  private static InputStream replay() {
    return new ByteArrayInputStream(new byte[] {1, 2, 3});
  }
}
