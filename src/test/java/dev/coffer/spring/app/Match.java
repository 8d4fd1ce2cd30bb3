package dev.coffer.spring.app;

import dev.coffer.entity.StoredContent;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An entity of the application that refers to a content. */
@Entity
@Table(name = "game_match")
public class Match {
  @Id private long id;

  @ManyToOne(fetch = FetchType.LAZY)
  private @Nullable StoredContent replay;

  protected Match() {}

  public Match(long id, StoredContent replay) {
    this.id = id;
    this.replay = replay;
  }

  public long id() {
    return id;
  }

  public @Nullable StoredContent replay() {
    return replay;
  }
}
