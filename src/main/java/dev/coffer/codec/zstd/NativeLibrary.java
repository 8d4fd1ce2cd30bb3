package dev.coffer.codec.zstd;

import com.github.luben.zstd.util.Native;

/** The native part of zstd-jni. */
final class NativeLibrary {
  private NativeLibrary() {}

  /**
   * Loads it, unless it is loaded.
   *
   * @throws LinkageError if it cannot be
   */
  static void load() {
    Native.load();
  }
}
