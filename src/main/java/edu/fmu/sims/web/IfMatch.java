package edu.fmu.sims.web;

import org.jspecify.annotations.Nullable;

/** The version that a client believes to change; nothing when it sent no {@code If-Match}. */
public final class IfMatch {
  /** No condition. */
  public static final IfMatch ANY = new IfMatch(null);

  private final @Nullable String header;

  public IfMatch(@Nullable String header) {
    this.header = header;
  }

  /** The {@code ETag} of a version. */
  public static String etag(int version) {
    return "\"" + version + "\"";
  }

  /**
   * Refuses when the client speaks of another version.
   *
   * @throws Problem 412
   */
  public void check(int version) {
    if (header == null || header.strip().equals("*")) {
      return;
    }
    for (String tag : header.split(",")) {
      String strong = tag.strip().replaceFirst("^W/", "");
      if (strong.equals(etag(version))) {
        return;
      }
    }
    throw new Problem(ProblemType.PRECONDITION_FAILED);
  }
}
