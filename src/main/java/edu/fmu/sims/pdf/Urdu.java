package edu.fmu.sims.pdf;

import org.jspecify.annotations.Nullable;

/**
 * The face for Urdu, read when the first Urdu letter is set: it brings Java's text engine with it,
 * which most starts of the server need not wait for.
 */
final class Urdu {

  private volatile @Nullable NastaliqFace face;

  NastaliqFace face() {
    NastaliqFace known = face;
    return known != null ? known : load();
  }

  private synchronized NastaliqFace load() {
    NastaliqFace loaded = face;
    if (loaded == null) {
      loaded = NastaliqFace.load();
      face = loaded;
    }
    return loaded;
  }
}
