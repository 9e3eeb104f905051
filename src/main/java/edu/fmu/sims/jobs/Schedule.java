package edu.fmu.sims.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When something regular is due: its slots. Each fires once in the whole cluster. After an outage
 * the last slot that was missed fires, the ones before it do not.
 */
public final class Schedule {
  private final LocalTime first;
  private final Duration every;

  private Schedule(LocalTime first, Duration every) {
    this.first = first;
    this.every = every;
  }

  /** Once a day at that time of the institution's. */
  public static Schedule daily(LocalTime time) {
    return new Schedule(time, Duration.ofDays(1));
  }

  /** Every hour at that minute. */
  public static Schedule hourly(int minute) {
    return new Schedule(LocalTime.of(0, minute), Duration.ofHours(1));
  }

  /** So many times an hour, from the full hour on. */
  public static Schedule everyMinutes(int minutes) {
    return new Schedule(LocalTime.MIDNIGHT, Duration.ofMinutes(minutes));
  }

  /** The last slot that is not after {@code now}. */
  Instant latest(Instant now, ZoneId zone) {
    ZonedDateTime day = now.atZone(zone).toLocalDate().atTime(first).atZone(zone);
    ZonedDateTime slot = day.toInstant().isAfter(now) ? day.minusDays(1) : day;
    if (every.compareTo(Duration.ofDays(1)) >= 0) {
      return slot.toInstant();
    }
    long passed = Duration.between(slot.toInstant(), now).dividedBy(every);
    return slot.toInstant().plus(every.multipliedBy(passed));
  }
}
