package edu.fmu.sims.jobs;

import io.lettuce.core.RedisException;
import org.slf4j.Logger;

/** Tells the log when something goes away and when it is back, not every second in between. */
final class Outages {
  private final String what;
  private final Logger log;
  private boolean out;

  Outages(String what, Logger log) {
    this.what = what;
    this.log = log;
  }

  void met(Throwable e) {
    if (!out) {
      out = true;
      if (e instanceof RedisException) {
        log.warn("{} does without Redis until it is back: {}", what, e.toString());
      } else {
        log.warn("{} met a failure and tries on", what, e);
      }
    }
  }

  void over() {
    if (out) {
      out = false;
      log.info("{} works as usual again", what);
    }
  }
}
