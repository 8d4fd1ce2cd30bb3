package dev.coffer.cache.ehcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.cache.CacheRegions;
import dev.coffer.cache.CacheSizes;
import dev.coffer.cache.SecondLevelCache;
import dev.coffer.codec.frame.Payload;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EhcacheCacheTest {

  private static final CacheSizes SMALL = new CacheSizes(100, 16L << 20, 64L << 20);

  private final Path directory;

  EhcacheCacheTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void framesBesideTheHeapStayWithinTheirBytes() {
    try (SecondLevelCache cache = EhcacheCache.open(SMALL, null, "one")) {
      Cache<Object, Object> frames = region(cache, CacheRegions.FRAME);
      int held = 0;
      long before = directMemory();
      for (long id = 0; id < 400; id++) {
        frames.put(id, payload(id));
      }
      for (long id = 0; id < 400; id++) {
        Object found = frames.get(id);
        if (found != null) {
          held++;
          assertThat(found).isEqualTo(payload(id));
        }
      }
      assertThat(held).isPositive();
      assertThat((long) held * FRAME_BYTES).isLessThanOrEqualTo(SMALL.frameOffHeapBytes());
      assertThat(directMemory() - before).isLessThanOrEqualTo(SMALL.offHeapBytes());
    }
  }

  @Test
  void framesOnDiskSurviveACleanEndForTheSameDatabaseOnly() {
    try (SecondLevelCache cache = EhcacheCache.open(SMALL, directory, "one")) {
      region(cache, CacheRegions.FRAME).put(1L, payload(1));
      region(cache, CacheRegions.RECORD).put(1L, payload(1));
      region(cache, CacheRegions.CONTENT).put(1L, payload(1));
    }
    try (SecondLevelCache other = EhcacheCache.open(SMALL, directory, "two")) {
      assertThat(region(other, CacheRegions.FRAME).get(1L)).isNull();
    }
    try (SecondLevelCache again = EhcacheCache.open(SMALL, directory, "one")) {
      assertThat(region(again, CacheRegions.FRAME).get(1L)).isEqualTo(payload(1));
      assertThat(region(again, CacheRegions.RECORD).get(1L)).isNull();
      assertThat(region(again, CacheRegions.CONTENT).get(1L)).isNull();
    }
  }

  @Test
  void aDirectoryInUseIsLeftOut() {
    try (SecondLevelCache first = EhcacheCache.open(SMALL, directory, "one");
        SecondLevelCache second = EhcacheCache.open(SMALL, directory, "one")) {
      region(first, CacheRegions.FRAME).put(1L, payload(1));
      Cache<Object, Object> alone = region(second, CacheRegions.FRAME);
      assertThat(alone.get(1L)).isNull();
      alone.put(2L, payload(2));
      assertThat(alone.get(2L)).isEqualTo(payload(2));
    }
  }

  @Test
  void aBrokenDirectoryIsReplaced() throws IOException {
    try (SecondLevelCache cache = EhcacheCache.open(SMALL, directory, "one")) {
      region(cache, CacheRegions.FRAME).put(1L, payload(1));
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("layout")) {
          Files.write(file, new byte[] {1, 2, 3});
        }
      }
    }
    try (SecondLevelCache cache = EhcacheCache.open(SMALL, directory, "one")) {
      Cache<Object, Object> frames = region(cache, CacheRegions.FRAME);
      assertThat(frames.get(1L)).isNull();
      frames.put(2L, payload(2));
    }
    try (SecondLevelCache cache = EhcacheCache.open(SMALL, directory, "one")) {
      assertThat(region(cache, CacheRegions.FRAME).get(2L)).isEqualTo(payload(2));
    }
  }

  @Test
  void aFileInTheDirectorysPlaceDoesNoHarm() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    try (SecondLevelCache cache = EhcacheCache.open(SMALL, file, "one")) {
      Cache<Object, Object> frames = region(cache, CacheRegions.FRAME);
      frames.put(2L, payload(2));
      assertThat(frames.get(2L)).isEqualTo(payload(2));
    }
  }

  @Test
  void whatAnotherReleaseWroteIsForgotten() throws IOException {
    try (SecondLevelCache cache = EhcacheCache.open(SMALL, directory, "one")) {
      region(cache, CacheRegions.FRAME).put(1L, payload(1));
    }
    Files.writeString(directory.resolve("coffer-one").resolve("layout"), "another");
    try (SecondLevelCache cache = EhcacheCache.open(SMALL, directory, "one")) {
      assertThat(region(cache, CacheRegions.FRAME).get(1L)).isNull();
    }
  }

  private static final int FRAME_BYTES = 100_000;

  private static Payload payload(long seed) {
    byte[] bytes = new byte[FRAME_BYTES];
    new Random(seed).nextBytes(bytes);
    return Payload.ofFrame(bytes);
  }

  private static Cache<Object, Object> region(SecondLevelCache cache, String name) {
    CacheManager manager =
        (CacheManager) cache.hibernateSettings().get("hibernate.javax.cache.cache_manager");
    return Objects.requireNonNull(manager).getCache(name);
  }

  private static long directMemory() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
