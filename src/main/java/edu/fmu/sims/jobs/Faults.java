package edu.fmu.sims.jobs;

import edu.fmu.sims.config.ConfigException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places at which a rehearsal lets the process die: {@code SIMS_FAULT=after-claim} halts the JVM
 * there, {@code SIMS_FAULT=after-claim:pause} stands still there until someone kills it. Refused
 * outside development; without the setting it costs one comparison.
 */
public final class Faults {
  /** No rehearsal. */
  public static final Faults NONE = new Faults(null, false);

  private static final Logger log = LoggerFactory.getLogger(Faults.class);
  private static final String SETTING = "SIMS_FAULT";
  private static final String PAUSE = "pause";
  private static final int KILLED = 137;

  private final @Nullable Point point;
  private final boolean pauses;

  private Faults(@Nullable Point point, boolean pauses) {
    this.point = point;
    this.pauses = pauses;
  }

  /** Where a job's way can be cut. */
  public enum Point {
    /** The relay has marked jobs as dispatched, and not rung. */
    AFTER_DISPATCH,
    /** A worker holds the job, and has done nothing. */
    AFTER_CLAIM,
    /** The mail is noted as being sent; the server knows nothing of it. */
    BEFORE_DATA,
    /** The mail server has accepted; nobody has noted it. */
    AFTER_ACCEPT,
    /** The handler is done; the job is not. */
    BEFORE_FINISH;

    private String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Reads {@code SIMS_FAULT}.
   *
   * @param debug whether this is development
   * @throws ConfigException for an unknown point, and outside development
   */
  public static Faults from(Map<String, String> settings, boolean debug) {
    String value = settings.getOrDefault(SETTING, "").strip();
    if (value.isEmpty()) {
      return NONE;
    }
    if (!debug) {
      throw new ConfigException(SETTING + " is for rehearsals with DEBUG=True only: unset it");
    }
    String[] parts = value.split(":", 2);
    boolean pauses = parts.length == 2 && parts[1].equals(PAUSE);
    for (Point point : Point.values()) {
      if (point.label().equals(parts[0]) && (parts.length == 1 || pauses)) {
        return new Faults(point, pauses);
      }
    }
    throw new ConfigException(SETTING + " names no point: " + value);
  }

  /** Dies or stands still here when the rehearsal says so. */
  public void at(Point here) {
    if (here != point) {
      return;
    }
    log.warn("Rehearsal: {} at {}", pauses ? "standing still" : "halting", here.label());
    if (!pauses) {
      Runtime.getRuntime().halt(KILLED);
    }
    while (true) {
      LockSupport.park(this);
    }
  }
}
