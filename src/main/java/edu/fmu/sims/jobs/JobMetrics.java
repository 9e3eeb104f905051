package edu.fmu.sims.jobs;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.ToDoubleFunction;

/** What the job machinery tells monitoring. The gauges show the last look at the whole queue. */
final class JobMetrics {
  private final Counter succeeded;
  private final Counter failed;
  private final Counter retried;
  private final Counter dead;
  private final Counter expired;
  private final Counter fenced;
  private final Timer startDelay;
  private final Timer duration;
  private volatile QueueStats stats = QueueStats.EMPTY;

  JobMetrics(MeterRegistry registry) {
    this.succeeded = registry.counter("sims.jobs.succeeded");
    this.failed = registry.counter("sims.jobs.failed");
    this.retried = registry.counter("sims.jobs.retries");
    this.dead = registry.counter("sims.jobs.dead");
    this.expired = registry.counter("sims.jobs.lease.expiries");
    this.fenced = registry.counter("sims.jobs.fenced");
    this.startDelay =
        Timer.builder("sims.jobs.start.delay")
            .description("From due to started")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofMinutes(10))
            .register(registry);
    this.duration = registry.timer("sims.jobs.run");
    gauge(registry, "sims.jobs.queued", s -> s.queued());
    gauge(registry, "sims.jobs.scheduled", s -> s.scheduled() + s.failed());
    gauge(registry, "sims.jobs.running", s -> s.running());
    gauge(registry, "sims.jobs.dead.present", s -> s.dead());
    gauge(registry, "sims.jobs.workers", s -> s.workers());
    gauge(registry, "sims.jobs.oldest.wait.seconds", s -> s.oldestWaitSeconds());
  }

  private void gauge(MeterRegistry registry, String name, ToDoubleFunction<QueueStats> value) {
    Gauge.builder(name, this, metrics -> value.applyAsDouble(metrics.stats)).register(registry);
  }

  void seen(QueueStats now) {
    stats = now;
  }

  void started(Claim claim) {
    startDelay.record(claim.waited());
  }

  void succeeded(Duration took) {
    succeeded.increment();
    duration.record(took);
  }

  void retried() {
    failed.increment();
    retried.increment();
  }

  void died() {
    failed.increment();
    dead.increment();
  }

  void expired(boolean isDead) {
    expired.increment();
    if (isDead) {
      died();
    }
  }

  void fenced() {
    fenced.increment();
  }
}
