package example.game;

import dev.coffer.api.RecordConflictException;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class GameController {

  private final Players players;
  private final Reads reads;
  private final Matches matches;
  private final MatchService service;
  private final ContentStore contents;

  GameController(
      Players players,
      Reads reads,
      Matches matches,
      MatchService service,
      ContentStore contents) {
    this.players = players;
    this.reads = reads;
    this.matches = matches;
    this.service = service;
    this.contents = contents;
  }

  @PostMapping("/players")
  @ResponseStatus(HttpStatus.CREATED)
  Player join(@RequestParam String name) {
    Player player = Player.named(name);
    players.save(player);
    return player;
  }

  @GetMapping("/players/{id}")
  Player player(
      @PathVariable UUID id,
      @CookieValue(name = PositionFilter.COOKIE, required = false) String position) {
    return reads
        .at(position)
        .repository(Players.class)
        .get(id)
        .orElseThrow(() -> new NotFoundException("There is no player " + id));
  }

  @GetMapping("/players/{id}/history")
  List<Played> history(
      @PathVariable UUID id,
      @CookieValue(name = PositionFilter.COOKIE, required = false) String position) {
    return reads.at(position).repository(History.class).of(id);
  }

  @GetMapping("/players/{id}/achievements")
  List<Achievement> achievements(
      @PathVariable UUID id,
      @CookieValue(name = PositionFilter.COOKIE, required = false) String position) {
    return reads.at(position).repository(Achievements.class).of(id);
  }

  /** The body is the replay. */
  @PostMapping(path = "/matches", consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  UUID finish(@RequestParam UUID winner, @RequestParam UUID loser, InputStream replay) {
    return service.finish(winner, loser, replay).id();
  }

  @GetMapping("/matches/{id}/replay")
  ResponseEntity<InputStreamResource> replay(@PathVariable UUID id) {
    StoredContent replay =
        matches
            .findWithReplayById(id)
            .orElseThrow(() -> new NotFoundException("There is no match " + id))
            .replay();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .contentLength(replay.size())
        .eTag(replay.hash().toString())
        .body(new InputStreamResource(contents.open(replay.hash())));
  }

  /** Another match of a player ended first. The client may repeat the request. */
  @ExceptionHandler
  @ResponseStatus(HttpStatus.CONFLICT)
  String conflict(RecordConflictException conflict) {
    return conflict.getMessage();
  }
}
