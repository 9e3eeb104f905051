package edu.fmu.sims.jobs;

import edu.fmu.sims.jobs.DispatchTable.Due;
import edu.fmu.sims.jobs.Faults.Point;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings the bell for jobs that are due, on every node, also on those which execute none. Rows are
 * found by their state, never as "ids above the last seen": commits arrive out of order.
 */
final class Relay implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Relay.class);
  private static final int AT_ONCE = 500;
  private static final Duration REDISPATCH_PAUSE = Duration.ofSeconds(10);
  private static final Duration TIDY_PAUSE = Duration.ofSeconds(30);
  private static final Duration MARKER_PAUSE = Duration.ofSeconds(1);

  private final DispatchTable table;
  private final Bell bell;
  private final Signal dispatch;
  private final Duration poll;
  private final Faults faults;
  private final Outages outages = new Outages("The job relay", log);
  private final Pace marker = new Pace(MARKER_PAUSE);
  private final Pace redispatch = new Pace(REDISPATCH_PAUSE);
  private final Pace tidy = new Pace(TIDY_PAUSE);
  private volatile boolean stopping;

  Relay(DispatchTable table, Bell bell, Signal dispatch, Duration poll, Faults faults) {
    this.table = table;
    this.bell = bell;
    this.dispatch = dispatch;
    this.poll = poll;
    this.faults = faults;
  }

  @Override
  public void run() {
    while (!stopping) {
      try {
        boolean more = round();
        outages.over();
        if (!more) {
          dispatch.await(poll);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        // An error, too: a thread that is gone would leave the queue standing for ever.
        outages.met(e);
        marker.expire(); // Redis is asked first next time, before rows are touched for it.
        if (!pause()) {
          return;
        }
      }
    }
  }

  private boolean pause() {
    try {
      Thread.sleep(poll);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /** Dispatches one batch; whether there may be more. */
  private boolean round() {
    if (marker.isDue() && bell.wasEmptied() && redispatch.isDue()) {
      int waiting = table.takeBackAll();
      if (waiting > 0) {
        log.info("Redis is new or was emptied: ringing again for {} waiting jobs", waiting);
      }
    }
    if (tidy.isDue()) {
      bell.tidy();
    }
    List<Due> due = table.takeDue(AT_ONCE);
    if (due.isEmpty()) {
      return false;
    }
    faults.at(Point.AFTER_DISPATCH);
    try {
      bell.ring(due);
    } catch (RedisException e) {
      table.takeBack(due);
      throw e;
    }
    return due.size() == AT_ONCE;
  }

  void stop() {
    stopping = true;
    dispatch.raise();
  }
}
