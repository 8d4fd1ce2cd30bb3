package dev.coffer.spring.slice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import dev.coffer.record.RecordStore;
import dev.coffer.spring.app.GameApplication;
import dev.coffer.spring.app.Match;
import dev.coffer.spring.app.MatchRepository;
import dev.coffer.spring.app.Player;
import dev.coffer.spring.app.PlayerRepository;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.autoconfigure.orm.jpa.AutoConfigureDataJpa;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.annotation.Transactional;

/**
 * The annotations of {@code @DataJpaTest} of Spring Boot 3 and 4. The JVM ignores an annotation
 * whose class is absent. The compiler does not accept {@code @DataJpaTest} of both versions.
 */
@SpringBootTest
@OverrideAutoConfiguration(enabled = false)
@AutoConfigureDataJpa
@org.springframework.boot.data.jpa.test.autoconfigure.AutoConfigureDataJpa
@Transactional
@ContextConfiguration(classes = GameApplication.class)
@TestPropertySource(
    properties = {
      "spring.liquibase.enabled=false",
      "spring.flyway.locations=classpath:db/game-flyway",
      "spring.jpa.hibernate.ddl-auto=update"
    })
class JpaSliceTest {

  @Test
  void theSchemaOfTheApplicationRefersToContents(
      @Autowired ContentStore contents, @Autowired JdbcTemplate jdbc) {
    StoredContent replay = contents.store(new byte[] {1, 2, 3});
    assertThat(jdbc.update("insert into game_goal (id, replay_id) values (1, ?)", replay.id()))
        .isEqualTo(1);
  }

  @Test
  void entitiesReferToContents(
      @Autowired ContentStore contents, @Autowired MatchRepository matches) {
    StoredContent replay = contents.store(new byte[] {1, 2, 3});
    matches.saveAndFlush(new Match(1, replay));
    assertThat(matches.findByReplay(replay)).hasSize(1);
  }

  /** The slice rolls back after each test. */
  @RepeatedTest(2)
  void recordsOfATestEndWithIt(
      @Autowired PlayerRepository players, @Autowired RecordStore records) {
    UUID id = new UUID(1, 2);
    assertThat(players.exists(id)).isFalse();
    players.save(new Player(id, "Alice", 1));
    assertThat(players.levelOf(id)).isEqualTo(1);
    assertThat(records.retrieve("players", id.toString(), Player.class)).isPresent();
  }
}
