package dev.coffer.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.Coffer;
import dev.coffer.api.ClosedException;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import dev.coffer.host.CofferListener;
import dev.coffer.host.RecordChange;
import dev.coffer.record.RecordStore;
import dev.coffer.spring.app.GameApplication;
import dev.coffer.spring.app.MatchRepository;
import dev.coffer.spring.app.MatchService;
import dev.coffer.spring.app.Player;
import dev.coffer.spring.app.PlayerRepository;
import dev.coffer.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The features of an application of Spring Boot with the dependency, on every database. */
abstract class SpringContract {

  private static final Player ALICE = new Player(UUID.randomUUID(), "Alice", 1);

  private TestDatabase database;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void create() {
    database = newDatabase();
  }

  @AfterEach
  void drop() {
    database.close();
  }

  private ApplicationContextRunner application() {
    return SpringApplications.over(database)
        .withUserConfiguration(GameApplication.class)
        .withPropertyValues("spring.jpa.hibernate.ddl-auto=update");
  }

  @Test
  void itsBeansCanBeInjected() {
    application()
        .run(
            context -> {
              assertThat(context).hasSingleBean(Coffer.class);
              assertThat(context).hasSingleBean(RecordStore.class);
              assertThat(context).hasSingleBean(ContentStore.class);
              assertThat(context).hasSingleBean(PlayerRepository.class);
              assertThat(context).hasSingleBean(MatchRepository.class);
            });
  }

  @Test
  void oneTransactionHoldsRecordsContentsAndEntities() {
    application()
        .run(
            context -> {
              PlayerRepository players = context.getBean(PlayerRepository.class);
              MatchRepository matches = context.getBean(MatchRepository.class);
              players.save(ALICE);

              StoredContent replay =
                  context.getBean(MatchService.class).finish(1, ALICE.id(), noise(2_500_000));

              assertThat(players.levelOf(ALICE.id())).isEqualTo(2);
              assertThat(matches.findByReplay(replay)).hasSize(1);
              assertThat(context.getBean(ContentStore.class).open(replay))
                  .hasSameContentAs(noise(2_500_000));
            });
  }

  @Test
  void aRolledBackTransactionLeavesNothing() {
    application()
        .run(
            context -> {
              PlayerRepository players = context.getBean(PlayerRepository.class);
              players.save(ALICE);

              assertThatThrownBy(
                      () ->
                          context.getBean(MatchService.class).fail(1, ALICE.id(), noise(2_500_000)))
                  .isInstanceOf(IllegalStateException.class);

              assertThat(players.levelOf(ALICE.id())).isEqualTo(1);
              assertThat(context.getBean(MatchRepository.class).count()).isZero();
              assertThat(context.getBean(Coffer.class).report().contents().contents()).isZero();
            });
  }

  @Test
  void uncommittedWritesAreInvisibleToOtherTransactions() {
    application()
        .run(
            context -> {
              PlayerRepository players = context.getBean(PlayerRepository.class);
              transactions(context)
                  .executeWithoutResult(
                      status -> {
                        players.save(ALICE);
                        assertThat(players.exists(ALICE.id())).isTrue();
                        assertThat(elsewhere(() -> players.exists(ALICE.id()))).isFalse();
                        status.setRollbackOnly();
                        players.save(ALICE.levelUp());
                      });
              assertThat(players.exists(ALICE.id())).isFalse();
            });
  }

  @Test
  void afterCommitListenersHaveTheirOwnTransactions() {
    application()
        .run(
            context -> {
              PlayerRepository players = context.getBean(PlayerRepository.class);
              AtomicReference<Object> outcome = new AtomicReference<>();
              transactions(context)
                  .executeWithoutResult(
                      status ->
                          TransactionSynchronizationManager.registerSynchronization(
                              new TransactionSynchronization() {
                                @Override
                                public void afterCommit() {
                                  outcome.set(players.save(ALICE));
                                }
                              }));
              assertThat(outcome).doesNotHaveNullValue();
              assertThat(players.exists(ALICE.id())).isTrue();
            });
  }

  /** Copies each player that it is told of, in a transaction of its own. */
  @Configuration
  static class Copying {
    @Bean
    CofferListener copies(ObjectProvider<RecordStore> records) {
      return new CofferListener() {
        @Override
        public void recordsChanged(List<RecordChange> changes) {
          RecordStore store = records.getObject();
          changes.stream()
              .filter(each -> each.collection().equals("players"))
              .forEach(each -> store.store("copies", each.key(), new byte[] {1}));
        }
      };
    }
  }

  @Test
  void beansThatListenAreToldAfterTheCommit() {
    application()
        .withUserConfiguration(Copying.class)
        .run(
            context -> {
              PlayerRepository players = context.getBean(PlayerRepository.class);
              RecordStore store = context.getBean(RecordStore.class);
              String collection = players.collection();
              assertThat(collection).isEqualTo("players");
              transactions(context)
                  .executeWithoutResult(
                      status -> {
                        players.save(ALICE);
                        status.setRollbackOnly();
                      });
              assertThat(store.records("copies", byte[].class).count()).isZero();

              transactions(context)
                  .executeWithoutResult(
                      status -> {
                        players.save(ALICE);
                        assertThat(store.records("copies", byte[].class).count()).isZero();
                      });
              assertThat(store.records("copies", byte[].class).count()).isEqualTo(1);
            });
  }

  @Test
  void closingTheApplicationClosesTheCoffer() {
    List<Coffer> coffers = new ArrayList<>();
    application().run(context -> coffers.add(context.getBean(Coffer.class)));
    assertThatThrownBy(() -> coffers.get(0).store("c", "k", new byte[] {1}))
        .isInstanceOf(ClosedException.class);
  }

  private static TransactionTemplate transactions(ApplicationContext context) {
    return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
  }

  private static <R> R elsewhere(Supplier<R> work) {
    return CompletableFuture.supplyAsync(work).join();
  }

  private static ByteArrayInputStream noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return new ByteArrayInputStream(bytes);
  }
}
