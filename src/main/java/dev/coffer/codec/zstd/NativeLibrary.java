package dev.coffer.codec.zstd;

import com.github.luben.zstd.util.Native;

/** The native part of zstd-jni. */
final class NativeLibrary {
  private NativeLibrary() {}

  /**
   * Loads the native library if it is not loaded yet.
   *
   * @throws LinkageError if it cannot be loaded
   */
  static void load() {
    Native.load();
  }
}
