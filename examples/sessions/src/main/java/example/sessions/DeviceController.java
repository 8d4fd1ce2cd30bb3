package example.sessions;

import example.sessions.store.CofferSession;
import example.sessions.store.CofferSessionRepository;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The devices on which a user is logged in: the sessions of a principal. */
@RestController
class DeviceController {

  static final String DEVICE = "device";

  private final CofferSessionRepository sessions;

  DeviceController(CofferSessionRepository sessions) {
    this.sessions = sessions;
  }

  @GetMapping("/devices")
  List<Device> devices(Principal user, HttpSession current) {
    return sessions.findByPrincipalName(user.getName()).values().stream()
        .map(session -> Device.of(session, current))
        .sorted(Comparator.comparing(Device::since))
        .toList();
  }

  /** Logs the user out everywhere else. */
  @DeleteMapping("/devices")
  void logOutElsewhere(Principal user, HttpSession current) {
    sessions.findByPrincipalName(user.getName()).keySet().stream()
        .filter(id -> !id.equals(current.getId()))
        .forEach(sessions::deleteById);
  }

  record Device(String name, Instant since, boolean current) {
    static Device of(CofferSession session, HttpSession current) {
      return new Device(
          session.getAttributeOrDefault(DEVICE, "unknown"),
          session.getCreationTime(),
          session.getId().equals(current.getId()));
    }
  }
}
