package edu.fmu.sims.jobs;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Doubles every entry of the job streams as soon as it is there. */
final class Echo implements AutoCloseable {
  private static final String MARK = "again";
  private static final Duration WAIT = Duration.ofMillis(200);

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static final StreamOffset<String>[] NEW_ENTRIES =
      Arrays.stream(Priority.values())
          .map(p -> StreamOffset.latest("sims:jobs:" + p.name().toLowerCase(Locale.ROOT)))
          .toArray(StreamOffset[]::new);

  private final String url;
  private final Thread thread;
  private volatile boolean stopping;

  Echo(String url) {
    this.url = url;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  private void run() {
    while (!stopping) {
      try (RedisClient client = RedisClient.create(url)) {
        RedisCommands<String, String> redis = client.connect().sync();
        while (!stopping) {
          redis
              .xread(XReadArgs.Builder.block(WAIT.toMillis()), NEW_ENTRIES)
              .forEach(m -> again(redis, m));
        }
      } catch (RedisException e) {
        LockSupport.parkNanos(WAIT.toNanos());
      }
    }
  }

  private static void again(
      RedisCommands<String, String> redis, StreamMessage<String, String> entry) {
    String id = entry.getBody().get("id");
    if (id != null && !entry.getBody().containsKey(MARK)) {
      redis.xadd(entry.getStream(), Map.of("id", id, MARK, "1"));
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    thread.join(Duration.ofSeconds(2));
  }
}
