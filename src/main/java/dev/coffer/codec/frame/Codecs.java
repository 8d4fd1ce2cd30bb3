package dev.coffer.codec.frame;

import dev.coffer.api.CodecUnavailableException;
import dev.coffer.codec.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The codecs of this process by their ids: Brotli and the codecs that the {@link ServiceLoader}
 * finds. Thread-safe.
 *
 * <p>By default, the available codec with the highest id compresses written data. An application's
 * codec therefore precedes Zstandard, because it was added on purpose, and Zstandard precedes
 * Brotli, because it is faster. If no codec is available, data is written uncompressed and
 * compressed frames cannot be read.
 *
 * <p>A codec's native library is loaded at the first use of the codec.
 */
public final class Codecs {
  /** The highest id that is reserved for Coffer's codecs. */
  private static final int HIGHEST_OWN = 7;

  private static final Logger LOG = LoggerFactory.getLogger(Codecs.class);

  /** A value that is computed at its first use. Thread-safe. */
  private static final class Lazy<T> {
    private final Supplier<T> computation;
    private volatile @Nullable T value;

    Lazy(Supplier<T> computation) {
      this.computation = computation;
    }

    T get() {
      T known = value;
      return known == null ? compute() : known;
    }

    private synchronized T compute() {
      T known = value;
      if (known == null) {
        known = computation.get();
        value = known;
      }
      return known;
    }
  }

  private static final class Entry {
    private final Codec codec;
    private final Lazy<Optional<String>> problem;

    Entry(Codec codec) {
      this.codec = codec;
      problem = new Lazy<>(codec::problem);
    }

    Optional<String> problem() {
      return problem.get();
    }

    boolean isWorking() {
      return problem().isEmpty();
    }
  }

  private final NavigableMap<Integer, Entry> byId = new TreeMap<>();
  private final Lazy<Optional<Codec>> preferred = new Lazy<>(this::choosePreferred);

  private Codecs(Iterable<Codec> codecs) {
    for (Codec codec : codecs) {
      if (codec.id() < 1 || codec.id() > FrameHeader.HIGHEST_CODEC) {
        throw new IllegalStateException(
            "Codec '" + codec.name() + "' has the id " + codec.id() + "; use an id from 8 to 15.");
      }
      Entry taken = byId.put(codec.id(), new Entry(codec));
      if (taken != null) {
        throw new IllegalStateException(
            "Codecs '%s' and '%s' both have the id %d; change one of them."
                .formatted(taken.codec.name(), codec.name(), codec.id()));
      }
    }
  }

  /** Creates a set of only these codecs. */
  static Codecs of(Codec... codecs) {
    return new Codecs(List.of(codecs));
  }

  /** The installed codecs, which write and read all frames of this process. */
  static Codecs installed() {
    return Installed.CODECS;
  }

  /** The states of the codecs, ordered by their ids. */
  public static List<CodecState> states() {
    return installed().byId.values().stream()
        .map(entry -> new CodecState(entry.codec.name(), entry.problem().orElse(null)))
        .toList();
  }

  /** The default codec for writing; empty if no codec is available. */
  Optional<Codec> preferred() {
    return preferred.get();
  }

  /** Brotli, if it is available and Zstandard is preferred: its densest frames are smaller. */
  Optional<Codec> denser() {
    int preferredId = preferred().map(Codec::id).orElse(FrameHeader.RAW);
    Entry brotli = byId.get(BrotliCodec.ID);
    return brotli != null
            && preferredId > BrotliCodec.ID
            && preferredId <= HIGHEST_OWN
            && brotli.isWorking()
        ? Optional.of(brotli.codec)
        : Optional.empty();
  }

  private Optional<Codec> choosePreferred() {
    Optional<Codec> chosen =
        byId.descendingMap().values().stream()
            .filter(Entry::isWorking)
            .map(entry -> entry.codec)
            .findFirst();
    logMissing(chosen.map(Codec::id).orElse(FrameHeader.RAW));
    return chosen;
  }

  /** Logs one warning if a codec that precedes the chosen one is not available. */
  private void logMissing(int chosen) {
    List<Entry> missing = byId.tailMap(chosen, false).descendingMap().values().stream().toList();
    if (!missing.isEmpty()) {
      LOG.warn(
          "New values are {}. {}",
          chosen == FrameHeader.RAW ? "not compressed" : "compressed by " + name(chosen),
          missing.stream()
              .map(entry -> entry.problem().orElseThrow())
              .collect(Collectors.joining(" ")));
    }
  }

  /** The ids of the available codecs. */
  Stream<Integer> workingIds() {
    return byId.entrySet().stream()
        .filter(entry -> entry.getValue().isWorking())
        .map(Map.Entry::getKey);
  }

  /** The codec with the id from a frame. */
  Codec working(int id) {
    Entry entry = byId.get(id);
    if (entry == null) {
      throw new CodecUnavailableException(
          name(id),
          "A stored frame was compressed by codec "
              + id
              + ", which this release of Coffer does not know: use the release that wrote it or a"
              + " later one, or add the library that contains the codec.");
    }
    return working(entry, "A stored frame was compressed by %s, which is not available. %s");
  }

  /** The codec with this name, for writing. */
  Codec working(String name) {
    Entry entry =
        byId.values().stream()
            .filter(each -> each.codec.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no codec '%s'; use %s.".formatted(name, names())));
    return working(entry, "The codec %s is not available. %s");
  }

  private static Codec working(Entry entry, String message) {
    entry
        .problem()
        .ifPresent(
            problem -> {
              throw new CodecUnavailableException(
                  entry.codec.name(), message.formatted(entry.codec.name(), problem));
            });
    return entry.codec;
  }

  private String names() {
    return Stream.concat(
            Stream.of(Frames.RAW), byId.values().stream().map(entry -> entry.codec.name()))
        .collect(Collectors.joining(", "));
  }

  /** The name of the codec with this id; a generated name if the id is unknown. */
  String name(int id) {
    if (id == FrameHeader.RAW) {
      return Frames.RAW;
    }
    Entry entry = byId.get(id);
    return entry == null ? "codec " + id : entry.codec.name();
  }

  private static final class Installed {
    static final Codecs CODECS = load();

    private static Codecs load() {
      List<Codec> found = new ArrayList<>();
      found.add(new BrotliCodec());
      ServiceLoader.load(Codec.class, Codec.class.getClassLoader()).stream()
          .flatMap(provider -> instance(provider).stream())
          .forEach(found::add);
      return new Codecs(found);
    }

    /**
     * Skips a codec whose library is missing. The error for its frames names the missing library.
     */
    private static Optional<Codec> instance(ServiceLoader.Provider<Codec> provider) {
      try {
        return Optional.of(provider.get());
      } catch (ServiceConfigurationError | LinkageError e) {
        LOG.warn("A codec cannot be used: {}", e.toString());
        return Optional.empty();
      }
    }
  }
}
