package dev.coffer;

import dev.coffer.api.ContentHash;
import dev.coffer.host.CofferListener;
import dev.coffer.host.RecordChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A listener that keeps everything that it was told, in order. */
class RecordedChanges implements CofferListener {
  private final List<Object> events = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void recordsChanged(List<RecordChange> changes) {
    events.add(changes);
  }

  @Override
  public void collectionRenamed(String collection, String newName) {
    events.add("renamed " + collection + " to " + newName);
  }

  @Override
  public void recordsUncertain(String collection, List<String> keys) {
    events.add("uncertain " + collection + " " + keys);
  }

  @Override
  public void contentStored(ContentHash hash) {
    events.add("stored " + hash);
  }

  @Override
  public void contentReleased(ContentHash hash) {
    events.add("released " + hash);
  }

  @Override
  public void contentDeleted(ContentHash hash) {
    events.add("deleted " + hash);
  }

  /** Everything since the last call. */
  List<Object> told() {
    synchronized (events) {
      List<Object> told = List.copyOf(events);
      events.clear();
      return told;
    }
  }

  /** The changes of records since the last call. */
  List<RecordChange> changes() {
    return told().stream()
        .filter(List.class::isInstance)
        .flatMap(each -> ((List<?>) each).stream())
        .map(RecordChange.class::cast)
        .toList();
  }
}
