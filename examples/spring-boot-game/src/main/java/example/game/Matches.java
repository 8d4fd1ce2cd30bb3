package example.game;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;

/** A repository of Spring Data. It works beside repositories of records. */
public interface Matches extends JpaRepository<Match, UUID> {

  @EntityGraph(attributePaths = "replay")
  Optional<Match> findWithReplayById(UUID id);
}
