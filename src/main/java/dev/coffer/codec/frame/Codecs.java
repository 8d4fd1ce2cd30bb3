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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The codecs of this process by their ids: Brotli and the codecs that the {@link ServiceLoader}
 * finds. Immutable and thread-safe.
 *
 * <p>By default, the available codec with the highest id compresses written data. An application's
 * codec therefore precedes Zstandard, and Zstandard precedes Brotli, because each was added on
 * purpose. If no codec is available, data is written uncompressed and compressed frames cannot be
 * read.
 */
public final class Codecs {
  private static final Logger LOG = LoggerFactory.getLogger(Codecs.class);

  private record Entry(Codec codec, boolean present, Optional<String> problem) {
    static Entry of(Codec codec) {
      return new Entry(codec, codec.isPresent(), codec.problem());
    }
  }

  private final NavigableMap<Integer, Entry> byId = new TreeMap<>();

  private Codecs(Iterable<Codec> codecs) {
    for (Codec codec : codecs) {
      if (codec.id() < 1 || codec.id() > FrameHeader.HIGHEST_CODEC) {
        throw new IllegalStateException(
            "Codec '" + codec.name() + "' has the id " + codec.id() + "; use an id from 8 to 15.");
      }
      Entry taken = byId.put(codec.id(), Entry.of(codec));
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

  /** The states of the present codecs, ordered by their ids. */
  public static List<CodecState> states() {
    return installed().byId.values().stream()
        .filter(Entry::present)
        .map(entry -> new CodecState(entry.codec.name(), entry.problem.orElse(null)))
        .toList();
  }

  /** The default codec for writing; empty if no codec is available. */
  Optional<Codec> preferred() {
    return byId.descendingMap().values().stream()
        .filter(entry -> entry.problem.isEmpty())
        .map(Entry::codec)
        .findFirst();
  }

  /** The ids of the available codecs. */
  Stream<Integer> workingIds() {
    return byId.entrySet().stream()
        .filter(entry -> entry.getValue().problem.isEmpty())
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
    if (entry.problem.isPresent()) {
      throw new CodecUnavailableException(
          entry.codec.name(), message.formatted(entry.codec.name(), entry.problem.get()));
    }
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
      Codecs codecs = new Codecs(found);
      codecs.byId.values().forEach(Installed::logProblem);
      return codecs;
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

    private static void logProblem(Entry entry) {
      if (entry.present && entry.problem.isPresent()) {
        LOG.warn("{} is not available. {}", entry.codec.name(), entry.problem.get());
      }
    }
  }
}
