package edu.fmu.sims.health;

import edu.fmu.sims.health.Check.Unhealthy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named part of the system with its check. One check at a time: who asks while one is under way
 * shares its answer, and one that hangs is not joined by others like it.
 */
public final class Component {
  /** What a part that works says. */
  public static final String OK = "ok";

  /** No answer of this room takes longer, whatever hangs. */
  static final Duration LIMIT = Duration.ofMillis(1500);

  private static final Logger log = LoggerFactory.getLogger(Component.class);

  private final String name;
  private final String failure;
  private final Check check;
  private @Nullable Run last;

  /**
   * @param failure the short reason when the check fails without one of its own
   */
  public Component(String name, String failure, Check check) {
    this.name = name;
    this.failure = failure;
    this.check = check;
  }

  /** A check that was begun. */
  record Run(CompletableFuture<String> answer, long began) {
    /** Its answer, or that there is none in time. */
    String await() throws InterruptedException {
      long left = LIMIT.toNanos() - (System.nanoTime() - began);
      try {
        return answer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        return "no answer in time";
      } catch (ExecutionException e) {
        return "check failed";
      }
    }
  }

  String name() {
    return name;
  }

  /** Begins the check, or joins the one that is under way. */
  synchronized Run begin() {
    Run current = last;
    if (current == null || current.answer().isDone()) {
      CompletableFuture<String> answer = new CompletableFuture<>();
      current = new Run(answer, System.nanoTime());
      last = current;
      Thread.ofVirtual().name("health-" + name).start(() -> answer.complete(look()));
    }
    return current;
  }

  private String look() {
    try {
      check.run();
      return OK;
    } catch (Unhealthy e) {
      return String.valueOf(e.getMessage());
    } catch (Exception | LinkageError e) {
      log.debug("Check {} failed", name, e);
      return failure;
    }
  }
}
