package example.game;

import dev.coffer.entity.StoredContent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import java.util.UUID;

/** An entity of the application. The bytes of its replay are a content. */
@Entity
@Table(name = "game_match")
public class Match {

  @Id @GeneratedValue private UUID id;

  @Column(name = "played_at", nullable = false)
  private LocalDateTime playedAt;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "replay_id")
  private StoredContent replay;

  protected Match() {}

  Match(LocalDateTime playedAt, StoredContent replay) {
    this.playedAt = playedAt;
    this.replay = replay;
  }

  public UUID id() {
    return id;
  }

  public StoredContent replay() {
    return replay;
  }
}
