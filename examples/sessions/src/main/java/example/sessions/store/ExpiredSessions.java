package example.sessions.store;

import dev.coffer.host.CofferListener;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.MapSession;
import org.springframework.session.events.SessionExpiredEvent;

/**
 * Publishes a {@link SessionExpiredEvent} when maintenance has deleted the record of an expired
 * session, on the node that ran the maintenance. The session of the event has the id and no
 * attributes, because these are deleted. Thread-safe.
 */
public final class ExpiredSessions implements CofferListener {

  private final ApplicationEventPublisher events;

  public ExpiredSessions(ApplicationEventPublisher events) {
    this.events = events;
  }

  @Override
  public void recordsExpired(String collection, List<String> ids) {
    if (collection.equals(SessionRecords.SESSIONS)) {
      ids.forEach(id -> events.publishEvent(new SessionExpiredEvent(this, new MapSession(id))));
    }
  }
}
