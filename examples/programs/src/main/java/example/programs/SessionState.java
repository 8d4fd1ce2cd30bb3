package example.programs;

import dev.coffer.Coffer;
import dev.coffer.Stores;
import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The sessions of a web application, which survive its restart, and those of each user. */
public final class SessionState {

  private static final Expiry IDLE = Expiry.after(Duration.ofMinutes(30));

  /** A session; the user is null until the login. */
  public record Session(String user, Map<String, String> attributes) {
    Session with(String name, String value) {
      Map<String, String> changed = new TreeMap<>(attributes);
      changed.put(name, value);
      return new Session(user, changed);
    }

    Session of(String loggedIn) {
      return new Session(loggedIn, attributes);
    }
  }

  private final Coffer coffer;
  private final RecordRepository<Session, String> sessions;

  SessionState(Coffer coffer) {
    this.coffer = coffer;
    this.sessions = coffer.records("sessions", Session.class);
  }

  String create() {
    String id = UUID.randomUUID().toString();
    sessions.put(id, new Session(null, Map.of()), IDLE);
    return id;
  }

  /** The session of a request. Each request begins the idle time anew, and writes no value. */
  Optional<Session> access(String id) {
    Optional<Session> found = sessions.touch(id, IDLE) ? sessions.get(id) : Optional.empty();
    found.map(Session::user).ifPresent(user -> ofUser(coffer, user).touch(id, IDLE));
    return found;
  }

  /** Sets one attribute. Simultaneous requests lose no attribute of one another. */
  void set(String id, String name, String value) {
    sessions.update(id, session -> session.with(name, value)).orElseThrow();
  }

  /** Gives a session its user and a new id, so that nobody can use an id from before the login. */
  String logIn(String id, String user) {
    String newId = UUID.randomUUID().toString();
    coffer.runInTransaction(
        stores -> {
          RecordRepository<Session, String> joined = stores.records("sessions", Session.class);
          joined.update(id, session -> session.of(user)).orElseThrow();
          joined.rename(id, newId);
          ofUser(stores, user).put(newId, "", IDLE);
        });
    return newId;
  }

  /** Ends all sessions of a user. */
  void logOut(String user) {
    coffer.runInTransaction(
        stores -> {
          RecordRepository<String, String> entries = ofUser(stores, user);
          stores.records("sessions", Session.class).deleteAll(entries.keys(Range.all()).toList());
          entries.deleteRange(Range.all());
        });
  }

  static RecordRepository<String, String> ofUser(Stores stores, String user) {
    return stores.records("sessions/" + user, String.class);
  }

  public static void main(String... args) {
    String url = args.length > 0 ? args[0] : "jdbc:h2:./target/sessions";
    String id;
    try (Coffer coffer = Coffer.open(url)) {
      SessionState state = new SessionState(coffer);
      String before = state.create();
      state.set(before, "cart", "2 tea");
      id = state.logIn(before, "alice");
      System.out.println("The id before the login finds " + state.access(before));
    }
    try (Coffer coffer = Coffer.open(url)) { // the restart
      System.out.println("After the restart: " + new SessionState(coffer).access(id).orElseThrow());
      System.out.println("Sessions of alice: " + ofUser(coffer, "alice").count());
    }
  }
}
