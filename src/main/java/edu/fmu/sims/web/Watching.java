package edu.fmu.sims.web;

import java.util.Set;

/** The pages by which monitors watch a node. */
final class Watching {
  private static final Set<String> PAGES =
      Set.of("/health", "/healthz", "/livez", "/readyz", "/metrics");

  private Watching() {}

  /** Whether the address is one of them, with or without a slash at the end. */
  static boolean isPage(String uri) {
    return PAGES.contains(uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri);
  }
}
