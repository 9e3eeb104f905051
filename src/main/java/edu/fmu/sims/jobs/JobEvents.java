package edu.fmu.sims.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.fmu.sims.access.Caller;
import edu.fmu.sims.web.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A job's progress as server-sent events. Each event is the whole job, so nothing is missed by who
 * comes back later: the id of an event tells which state of the job the client has seen. A stream
 * ends with the job, and after a while in any case, so that the right to see it is checked again;
 * clients come back by themselves, and are told to stop (204) when they have seen the end.
 */
final class JobEvents {
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int RETRY_MILLIS = 500;

  private final JobService jobs;
  private volatile boolean stopping;

  JobEvents(JobService jobs) {
    this.jobs = jobs;
  }

  /**
   * Writes events until the job ends, the client leaves or the time is up.
   *
   * @param seen the last event that the client has; null for none
   * @throws edu.fmu.sims.web.Problem 404 when the caller may not see the job
   */
  void stream(Caller caller, long id, @Nullable String seen, HttpServletResponse response)
      throws IOException {
    JobView job = jobs.get(caller, id);
    String last = seen;
    if (job.hasEnded() && Event.of(job).id().equals(last)) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    OutputStream out = open(response);
    long end = System.nanoTime() + LONGEST.toNanos();
    Pace alive = new Pace(SIGN_OF_LIFE);
    alive.postpone();
    while (true) {
      Event event = Event.of(job);
      if (!event.id().equals(last)) {
        write(out, "id: " + event.id() + "\nevent: job\ndata: " + event.data() + "\n\n");
        last = event.id();
        alive.postpone();
      } else if (alive.isDue()) {
        write(out, ": still here\n\n");
      }
      if (job.hasEnded() || stopping || System.nanoTime() - end > 0 || !pause()) {
        return;
      }
      job = jobs.get(caller, id);
    }
  }

  private static OutputStream open(HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader("Cache-Control", "no-store");
    // Else nginx keeps events until its buffer is full.
    response.setHeader("X-Accel-Buffering", "no");
    OutputStream out = response.getOutputStream();
    write(out, "retry: " + RETRY_MILLIS + "\n\n");
    return out;
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static boolean pause() {
    try {
      Thread.sleep(LOOK);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Lets every stream end soon. */
  void stop() {
    stopping = true;
  }

  private record Event(String id, String data) {
    static Event of(JobView job) {
      try {
        byte[] data = Json.MAPPER.writeValueAsBytes(job);
        CRC32 sum = new CRC32();
        sum.update(data);
        return new Event(
            HexFormat.of().toHexDigits(sum.getValue(), 8),
            new String(data, StandardCharsets.UTF_8));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a job is not JSON", e);
      }
    }
  }
}
