package edu.fmu.sims.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ?as_of=} of a request for one record: the instant as of which it is asked for.
 *
 * @param at null for now
 */
public record AsOf(@Nullable Instant at) {
  private static final String NAME = "as_of";

  /** Instants that both Java and PostgreSQL can hold. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Duration FAST_CLOCK = Duration.ofMinutes(1);

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /**
   * Reads the parameter.
   *
   * @throws Problem 400 on {@code as_of} for what is no instant
   */
  static AsOf parse(@Nullable String raw) {
    if (raw == null || raw.isBlank()) {
      return new AsOf(null);
    }
    try {
      Instant at = OffsetDateTime.parse(raw.strip()).toInstant();
      if (!at.isBefore(EARLIEST) && !at.isAfter(LATEST)) {
        return new AsOf(at);
      }
    } catch (DateTimeParseException e) {
      // told below
    }
    throw Problem.on(
        ProblemType.MALFORMED_PARAMETER, NAME, "Expected an instant as YYYY-MM-DDThh:mm:ssZ.");
  }

  /**
   * The same, when it does not lie in the future, of which nobody knows; a clock may be fast by a
   * minute.
   *
   * @throws Problem 400 on {@code as_of}
   */
  AsOf past(Clock clock) {
    if (at != null && at.isAfter(clock.instant().plus(FAST_CLOCK))) {
      throw Problem.on(ProblemType.MALFORMED_PARAMETER, NAME, "Expected an instant in the past.");
    }
    return this;
  }
}
