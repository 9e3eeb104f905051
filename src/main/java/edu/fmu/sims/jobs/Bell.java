package edu.fmu.sims.jobs;

import edu.fmu.sims.config.ConfigException;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.Consumer;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAutoClaimArgs;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redis: a stream of job ids for each priority, read by one consumer group. It decides nothing. All
 * that it holds may vanish, come twice or come late, and no job's outcome changes; it makes starts
 * quick and spreads work among nodes without a crowd at one row.
 *
 * <p>Every method may throw {@link RedisException}; the callers then go on without the bell.
 */
final class Bell implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Bell.class);
  private static final String GROUP = "workers";
  private static final String FIELD = "id";
  private static final String MARKER = "sims:jobs:marker";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration ABANDONED = Duration.ofSeconds(60);
  private static final int TIDIED_AT_ONCE = 500;

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static final StreamOffset<String>[] ALL_STREAMS =
      Arrays.stream(Priority.values())
          .map(priority -> StreamOffset.lastConsumed(stream(priority)))
          .toArray(StreamOffset[]::new);

  private final RedisClient client;
  private final String consumer;
  private volatile @Nullable StatefulRedisConnection<String, String> commands;
  private volatile @Nullable StatefulRedisConnection<String, String> blocking;
  private volatile boolean closed;

  /**
   * @param consumer the worker's name, unique among all nodes and starts
   */
  Bell(String url, String consumer) {
    RedisURI uri = RedisURI.create(url);
    uri.setTimeout(COMMAND_TIMEOUT);
    this.client = RedisClient.create(uri);
    this.consumer = consumer;
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .socketOptions(
                SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).keepAlive(true).build())
            .build());
  }

  /** An entry of a stream: the job that it rings for. */
  record Note(String stream, String entry, long job) {}

  /**
   * Refuses a Redis that may drop what it holds.
   *
   * @throws ConfigException with one line for the operator
   */
  void checkSafety() {
    Map<String, String> settings;
    try {
      settings = new HashMap<>(commands().configGet("maxmemory*"));
      settings.putAll(commands().configGet("appendonly"));
    } catch (RedisCommandExecutionException e) {
      log.warn("Redis does not tell its settings; make sure that maxmemory-policy is noeviction");
      return;
    }
    String policy = settings.getOrDefault("maxmemory-policy", "noeviction");
    if (!policy.equals("noeviction")) {
      if (!settings.getOrDefault("maxmemory", "0").equals("0")) {
        throw new ConfigException(
            "Redis may drop the job stream (maxmemory-policy "
                + policy
                + "): set maxmemory-policy to noeviction");
      }
      log.warn("Redis has maxmemory-policy {}: set it to noeviction", policy);
    }
    if (settings.getOrDefault("appendonly", "no").equals("no")) {
      log.warn("Redis runs without appendonly: after its restart waiting jobs start by polling");
    }
  }

  /** Rings for every job: one entry each, all in one round trip. */
  void ring(Collection<DispatchTable.Due> due) {
    RedisAsyncCommands<String, String> async = connection().async();
    List<RedisFuture<String>> answers = new ArrayList<>(due.size());
    for (DispatchTable.Due job : due) {
      answers.add(async.xadd(stream(job.priority()), FIELD, String.valueOf(job.id())));
    }
    settle(answers);
  }

  /** Whether Redis lost its data since the last call; true on a Redis that is new to us. */
  boolean wasEmptied() {
    return "OK".equals(commands().set(MARKER, consumer, SetArgs.Builder.nx()));
  }

  /** What waits now, of each stream up to that many, in that order; all in one round trip. */
  List<Note> take(List<Priority> order, int most) {
    RedisAsyncCommands<String, String> async = connection().async();
    List<RedisFuture<List<StreamMessage<String, String>>>> answers = new ArrayList<>();
    for (Priority priority : order) {
      answers.add(
          async.xreadgroup(
              Consumer.from(GROUP, consumer),
              XReadArgs.Builder.count(most),
              StreamOffset.lastConsumed(stream(priority))));
    }
    return inGroup(
        () -> {
          List<Note> notes = new ArrayList<>();
          for (RedisFuture<List<StreamMessage<String, String>>> answer : answers) {
            notes.addAll(
                notes(
                    LettuceFutures.awaitOrCancel(
                        answer, COMMAND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)));
          }
          return notes;
        });
  }

  /** Waits for the first entries in any stream. */
  List<Note> listen(Duration limit) {
    StatefulRedisConnection<String, String> connection = blocking;
    if (connection == null) {
      connection = client.connect();
      blocking = connection;
    }
    // Longer than the wait, or Redis hands entries to a call that has given up.
    connection.setTimeout(limit.plus(COMMAND_TIMEOUT));
    RedisCommands<String, String> redis = connection.sync();
    XReadArgs args = XReadArgs.Builder.block(limit.toMillis()).count(1);
    return inGroup(
        () -> notes(redis.xreadgroup(Consumer.from(GROUP, consumer), args, ALL_STREAMS)));
  }

  /** A server without our group has lost it or is new: it gets one, and nothing was there. */
  private List<Note> inGroup(Supplier<List<Note>> read) {
    try {
      return read.get();
    } catch (RedisCommandExecutionException e) {
      if (!String.valueOf(e.getMessage()).startsWith("NOGROUP")) {
        throw e;
      }
      makeGroups();
      return List.of();
    }
  }

  private static List<Note> notes(List<StreamMessage<String, String>> messages) {
    List<Note> notes = new ArrayList<>(messages.size());
    for (StreamMessage<String, String> message : messages) {
      notes.add(new Note(message.getStream(), message.getId(), job(message)));
    }
    return notes;
  }

  /** The job's id, or 0, which no job has, when the entry is not of our making. */
  private static long job(StreamMessage<String, String> message) {
    try {
      return Long.parseLong(message.getBody().getOrDefault(FIELD, "0"));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void makeGroups() {
    for (Priority priority : Priority.values()) {
      try {
        commands()
            .xgroupCreate(
                StreamOffset.from(stream(priority), "0"),
                GROUP,
                XGroupCreateArgs.Builder.mkstream(true));
      } catch (RedisBusyException e) {
        log.debug("The group of {} exists already", priority);
      }
    }
  }

  /** Forgets entries; acknowledged before deleted, or old servers keep a ghost of them. */
  void done(Collection<Note> notes) {
    RedisAsyncCommands<String, String> async = connection().async();
    for (Note note : notes) {
      async.xack(note.stream(), GROUP, note.entry());
      async.xdel(note.stream(), note.entry());
    }
  }

  /** Forgets entries that were delivered to workers which died. Their jobs come by other ways. */
  void tidy() {
    for (Priority priority : Priority.values()) {
      XAutoClaimArgs<String> args =
          XAutoClaimArgs.Builder.xautoclaim(Consumer.from(GROUP, consumer), ABANDONED, "0")
              .count(TIDIED_AT_ONCE);
      List<Note> abandoned =
          inGroup(() -> notes(commands().xautoclaim(stream(priority), args).getMessages()));
      done(abandoned);
    }
  }

  /** Whether Redis answers, within the usual time. */
  void ping() {
    commands().ping();
  }

  private RedisCommands<String, String> commands() {
    return connection().sync();
  }

  private StatefulRedisConnection<String, String> connection() {
    StatefulRedisConnection<String, String> connection = commands;
    if (connection != null) {
      return connection;
    }
    synchronized (this) {
      if (closed) {
        throw new RedisException("closed");
      }
      if (commands == null) {
        commands = client.connect();
      }
      return commands;
    }
  }

  private static void settle(List<RedisFuture<String>> answers) {
    boolean all =
        LettuceFutures.awaitAll(
            COMMAND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS, answers.toArray(new RedisFuture[0]));
    if (!all) {
      throw new RedisException("Redis did not answer in time");
    }
  }

  private static String stream(Priority priority) {
    return "sims:jobs:" + priority.name().toLowerCase(Locale.ROOT);
  }

  /** Ends a wait that is under way, too. */
  @Override
  public void close() {
    closed = true;
    client.shutdown(Duration.ZERO, COMMAND_TIMEOUT);
  }
}
