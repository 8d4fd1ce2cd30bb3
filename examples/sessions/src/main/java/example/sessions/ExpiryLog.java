package example.sessions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.session.events.SessionExpiredEvent;
import org.springframework.stereotype.Component;

/** Logs expired sessions. A shop would release here what a session has reserved. */
@Component
class ExpiryLog {

  private static final Logger log = LoggerFactory.getLogger(ExpiryLog.class);

  @EventListener
  void expired(SessionExpiredEvent event) {
    log.info("The session {} has expired.", event.getSessionId());
  }
}
