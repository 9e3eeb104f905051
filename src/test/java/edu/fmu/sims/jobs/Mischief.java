package edu.fmu.sims.jobs;

import edu.fmu.sims.testing.TestPostgres;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can go wrong, in an order that a seed decides. */
final class Mischief {
  private static final Logger log = LoggerFactory.getLogger(Mischief.class);
  private static final List<String> STEPS = List.of("greeting", "mail", "rcpt", "data", "end");
  private static final List<String> REPLIES =
      List.of(
          "421 closing",
          "450 later",
          "550 never",
          "hang",
          "accept-hang",
          "drip",
          "drop",
          "accept-drop");

  private final Rehearsal stage;
  private final TestPostgres postgres;
  private final Random random;
  private int kills;

  Mischief(Rehearsal stage, TestPostgres postgres, Random random) {
    this.stage = stage;
    this.postgres = postgres;
    this.random = random;
  }

  private enum Fault {
    KILL,
    FREEZE,
    THAW,
    REVIVE,
    ROLLING_REDEPLOY,
    REDIS_AWAY,
    REDIS_RESTARTED,
    REDIS_FLUSHED,
    REDIS_FULL,
    REDIS_STANDS_STILL,
    POSTGRES_STOPPED,
    MAIL_TROUBLE,
    MAIL_AS_USUAL,
    DISK_FULL
  }

  private static final List<Fault> OFTEN =
      List.of(
          Fault.KILL,
          Fault.FREEZE,
          Fault.THAW,
          Fault.REVIVE,
          Fault.REVIVE,
          Fault.MAIL_TROUBLE,
          Fault.MAIL_AS_USUAL);

  /** One thing goes wrong, or right again. */
  void next() {
    Fault fault =
        random.nextBoolean()
            ? OFTEN.get(random.nextInt(OFTEN.size()))
            : Fault.values()[random.nextInt(Fault.values().length)];
    NodeProcess node = stage.nodes.get(random.nextInt(stage.nodes.size()));
    Duration length = Duration.ofMillis(300 + random.nextInt(1200));
    log.info("Rehearsal: {}", fault);
    switch (fault) {
      case KILL -> {
        node.kill();
        kills++;
      }
      case FREEZE -> node.freeze();
      case THAW -> stage.nodes.forEach(NodeProcess::thaw);
      case REVIVE ->
          stage.nodes.stream().filter(n -> !n.isAlive()).forEach(NodeProcess::startAgain);
      case ROLLING_REDEPLOY -> redeploy();
      case REDIS_AWAY -> {
        stage.redis.stop();
        pass(length);
        stage.redis.restart();
      }
      case REDIS_RESTARTED -> stage.redis.restart();
      case REDIS_FLUSHED -> redis(RedisCommands::flushall);
      case REDIS_FULL -> {
        redis(commands -> commands.configSet("maxmemory", "1"));
        pass(length);
        redis(commands -> commands.configSet("maxmemory", "0"));
      }
      case REDIS_STANDS_STILL -> redis(commands -> commands.clientPause(length.toMillis()));
      case POSTGRES_STOPPED -> {
        TestPostgres.Stopped stopped = postgres.stopImmediately();
        pass(length);
        postgres.startAgain(stopped);
      }
      case MAIL_TROUBLE -> {
        // Acceptance can only be doubtful after the last word.
        String reply = REPLIES.get(random.nextInt(REPLIES.size()));
        String step = STEPS.get(random.nextInt(STEPS.size()));
        stage.smtp.answer(reply.startsWith("accept") ? "end" : step, reply);
      }
      case MAIL_AS_USUAL -> stage.smtp.behave();
      case DISK_FULL -> {
        stage.disk.fill(stage.nodes);
        pass(length);
        stage.disk.free(stage.nodes);
      }
    }
  }

  private void redeploy() {
    for (NodeProcess node : stage.nodes) {
      node.thaw();
      node.stop();
      node.startAgain();
    }
  }

  private void redis(Consumer<RedisCommands<String, String>> work) {
    try (RedisClient client = RedisClient.create(stage.redis.url())) {
      work.accept(client.connect().sync());
    }
  }

  /** Lets time pass. */
  static void pass(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  int kills() {
    return kills;
  }
}
