package dev.coffer.spring.app;

import dev.coffer.entity.StoredContent;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** A repository of Spring Data over the application's own entity. */
public interface MatchRepository extends JpaRepository<Match, Long> {
  List<Match> findByReplay(StoredContent replay);
}
