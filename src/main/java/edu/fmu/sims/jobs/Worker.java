package edu.fmu.sims.jobs;

import edu.fmu.sims.jobs.Bell.Note;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs and runs each on a thread of its own, as many at once as there are slots. The threads
 * have the lowest priority: whoever asks the API goes before whoever waits for a document. It
 * listens to the bell, and looks into PostgreSQL itself every poll interval, and all the time while
 * there is more there than the bell tells: so Redis may be away, emptied or behind, and jobs start
 * nevertheless.
 */
final class Worker implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final Duration LONGEST_LISTEN = Duration.ofSeconds(1);
  private static final Duration WITHOUT_BELL = Duration.ofSeconds(5);
  private static final List<Priority> URGENT_FIRST =
      List.of(Priority.HIGH, Priority.NORMAL, Priority.LOW);
  private static final List<Priority> PATIENT_FIRST =
      List.of(Priority.LOW, Priority.NORMAL, Priority.HIGH);

  /** Every so many rounds the patient jobs go first: they wait, but not for ever. */
  private static final int TURN_OF_THE_PATIENT = 8;

  private final int slots;
  private final JobTable table;
  private final Bell bell;
  private final JobRunner runner;
  private final Signal work;
  private final Duration poll;
  private final Duration leaseLength;
  private final Semaphore free;
  private final Pace polls;
  private final Outages outages = new Outages("The job worker", log);
  private final Deque<Note> held = new ArrayDeque<>();
  private final Map<Claim, Lease> running = new ConcurrentHashMap<>();
  private final ThreadFactory threads =
      Thread.ofPlatform().daemon().priority(Thread.MIN_PRIORITY).name("job-", 1).factory();
  private long silentUntil = System.nanoTime();
  private int round;
  private boolean moreThanTheBellTells;
  private volatile boolean stopping;

  Worker(
      int slots,
      JobTable table,
      Bell bell,
      JobRunner runner,
      Signal work,
      Duration poll,
      Duration leaseLength) {
    this.slots = slots;
    this.table = table;
    this.bell = bell;
    this.runner = runner;
    this.work = work;
    this.poll = poll;
    this.leaseLength = leaseLength;
    this.free = new Semaphore(slots);
    this.polls = new Pace(poll);
  }

  /** The jobs that run here now. */
  Collection<Claim> running() {
    return running.keySet();
  }

  Map<Claim, Lease> leases() {
    return running;
  }

  @Override
  public void run() {
    while (!stopping) {
      try {
        round();
        outages.over();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        // An error, too: a thread that is gone would leave the queue standing for ever.
        if (stopping) {
          return;
        }
        outages.met(e);
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

  /** Waits for a free slot, then for jobs, and starts them. */
  private void round() throws InterruptedException {
    free.acquire();
    int usable = 1 + free.drainPermits();
    try {
      if (stopping) {
        return;
      }
      round++;
      for (Claim claim : next(usable)) {
        usable--;
        start(claim);
      }
    } finally {
      free.release(usable);
    }
  }

  private List<Claim> next(int most) throws InterruptedException {
    List<Note> notes = ring(most);
    List<Claim> claims = new ArrayList<>();
    if (!notes.isEmpty()) {
      claims.addAll(table.claim(notes.stream().map(Note::job).toList()));
      forget(notes);
    }
    if (claims.size() < most && (moreThanTheBellTells && notes.isEmpty() || polls.isDue())) {
      List<Claim> found = due(most - claims.size());
      moreThanTheBellTells = !found.isEmpty();
      claims.addAll(found);
    }
    if (claims.isEmpty() && notes.isEmpty() && !stopping) {
      listen();
    }
    return claims;
  }

  private List<Claim> due(int most) {
    polls.postpone();
    List<Claim> claims = new ArrayList<>();
    for (Priority priority : order()) {
      if (claims.size() < most) {
        claims.addAll(table.claimDue(priority, most - claims.size()));
      }
    }
    return claims;
  }

  private List<Priority> order() {
    return round % TURN_OF_THE_PATIENT == 0 ? PATIENT_FIRST : URGENT_FIRST;
  }

  /** The entries that lie there now, no more than that; a few more are fetched in advance. */
  private List<Note> ring(int most) {
    if (held.isEmpty() && hasBell()) {
      try {
        held.addAll(bell.take(order(), Math.max(most, slots)));
      } catch (RedisException e) {
        goWithoutBell(e);
      }
    }
    List<Note> notes = new ArrayList<>();
    while (notes.size() < most && !held.isEmpty()) {
      notes.add(held.remove());
    }
    return notes;
  }

  private void listen() throws InterruptedException {
    Duration limit = poll.compareTo(LONGEST_LISTEN) < 0 ? poll : LONGEST_LISTEN;
    if (!hasBell()) {
      work.await(limit);
      polls.expire();
      return;
    }
    try {
      held.addAll(bell.listen(limit));
    } catch (RedisException e) {
      goWithoutBell(e);
    }
  }

  private void forget(List<Note> notes) {
    try {
      bell.done(notes);
    } catch (RedisException e) {
      goWithoutBell(e);
    }
  }

  private boolean hasBell() {
    return System.nanoTime() - silentUntil >= 0;
  }

  private void goWithoutBell(RedisException e) {
    if (!stopping) {
      silentUntil = System.nanoTime() + WITHOUT_BELL.toNanos();
      log.debug("No bell for a while", e);
    }
  }

  private void start(Claim claim) {
    Thread thread =
        threads.newThread(
            () -> {
              Lease lease = running.get(claim);
              try {
                if (lease != null) {
                  runner.run(claim, lease);
                }
              } catch (InterruptedException e) {
                log.info("Job {} goes back to the queue", claim.id());
              } finally {
                running.remove(claim);
                free.release();
              }
            });
    running.put(claim, new Lease(thread, leaseLength));
    thread.start();
  }

  /** Takes no more jobs. */
  void stop() {
    stopping = true;
    running.values().forEach(Lease::stopping);
    work.raise();
  }

  /**
   * Waits until every running job has ended.
   *
   * @return whether that was within the time
   */
  boolean drain(Duration limit) throws InterruptedException {
    return free.tryAcquire(slots, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends what still runs; the jobs go back to the queue. */
  void interrupt() {
    running.values().forEach(Lease::lost);
  }
}
