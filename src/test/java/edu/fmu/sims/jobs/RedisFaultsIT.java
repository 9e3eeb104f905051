package edu.fmu.sims.jobs;

import static edu.fmu.sims.jobs.JobRig.handler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.config.ConfigException;
import edu.fmu.sims.testing.TestRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisFaultsIT {
  private static final int JOBS = 60;

  private final Map<Long, Integer> runs = new ConcurrentHashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private TestRedis redis(String... settings) {
    TestRedis redis = TestRedis.start(settings);
    open.add(redis);
    return redis;
  }

  private JobRig rig(TestRedis redis, String... settings) {
    JobRig rig = new JobRig(redis.url(), settings);
    open.add(rig);
    return rig;
  }

  private void everyJobRunsOnceThough(TestRedis redis, Runnable fault) {
    JobRig rig = rig(redis, "SIMS_JOB_LEASE_SECONDS", "30");
    CountDownLatch gate = new CountDownLatch(1);
    JobHandler work =
        handler(
            "work",
            job -> {
              gate.await();
              runs.merge(job.id(), 1, Integer::sum);
            });
    JobModule node = rig.start(work);
    rig.start(work);
    for (int i = 0; i < JOBS; i++) {
      rig.enqueue(node, "work");
    }
    fault.run();
    for (int i = 0; i < JOBS; i++) {
      rig.enqueue(node, "work");
    }
    gate.countDown();
    JobRig.await(
        () ->
            rig.query("select count(*) from job where state = 'succeeded'")
                .equals(String.valueOf(2 * JOBS)));
    assertThat(runs).hasSize(2 * JOBS).allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
    assertThat(rig.query("select max(attempt) from job")).isEqualTo("1");
  }

  private static void with(TestRedis redis, Consumer<RedisCommands<String, String>> work) {
    try (RedisClient client = RedisClient.create(redis.url())) {
      work.accept(client.connect().sync());
    }
  }

  @Test
  void redisIsKilled() {
    TestRedis redis = redis();
    everyJobRunsOnceThough(redis, redis::stop);
  }

  @Test
  void redisIsRestartedEmpty() {
    TestRedis redis = redis();
    everyJobRunsOnceThough(redis, redis::restart);
  }

  @Test
  void redisIsFlushed() {
    TestRedis redis = redis();
    everyJobRunsOnceThough(redis, () -> with(redis, RedisCommands::flushall));
  }

  @Test
  void redisIsOutOfMemory() {
    TestRedis redis = redis();
    everyJobRunsOnceThough(
        redis, () -> with(redis, commands -> commands.configSet("maxmemory", "1")));
  }

  @Test
  void redisStandsStill() {
    TestRedis redis = redis();
    everyJobRunsOnceThough(redis, () -> with(redis, commands -> commands.clientPause(8_000)));
  }

  @Test
  void everyBellRingsTwiceAndForJobsThatAreNone() {
    TestRedis redis = redis();
    everyJobRunsOnceThough(
        redis,
        () ->
            with(
                redis,
                commands -> {
                  for (int id = 0; id <= 3 * JOBS; id++) {
                    commands.xadd("sims:jobs:normal", "id", String.valueOf(id));
                    commands.xadd("sims:jobs:high", "id", "not a number");
                    commands.xadd("sims:jobs:low", "other", String.valueOf(id));
                  }
                }));
    with(
        redis,
        commands ->
            JobRig.await(
                () ->
                    commands.xlen("sims:jobs:normal")
                            + commands.xlen("sims:jobs:high")
                            + commands.xlen("sims:jobs:low")
                        == 0));
  }

  @Test
  void aRedisThatComesLaterIsUsed() {
    TestRedis redis = redis();
    redis.stop();
    JobRig rig = rig(redis, "SIMS_JOB_POLL_MILLIS", "500");
    JobModule node = rig.start(handler("work", job -> {}));
    rig.awaitState(rig.enqueue(node, "work"), "succeeded");
    redis.restart();
    JobRig.await(
        () -> {
          long id = rig.enqueue(node, "work");
          rig.awaitState(id, "succeeded");
          return rig.column(id, "dispatched_at is not null").equals("true");
        });
  }

  @Test
  void aRedisThatDropsKeysIsRefused() {
    TestRedis redis = redis("maxmemory 100mb", "maxmemory-policy allkeys-lru");
    JobRig rig = rig(redis);
    JobModule node = rig.node();
    assertThatThrownBy(() -> node.start(List.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("allkeys-lru")
        .hasMessageContaining("noeviction");
  }
}
