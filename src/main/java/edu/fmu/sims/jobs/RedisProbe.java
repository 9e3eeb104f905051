package edu.fmu.sims.jobs;

import edu.fmu.sims.config.SimsConfig.RedisConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import java.time.Duration;

/** Asks once whether Redis answers; for operators' checks outside a running server. */
public final class RedisProbe {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private RedisProbe() {}

  /** Whether Redis answers a PING with these settings. */
  public static boolean answers(RedisConfig config) {
    try {
      RedisURI uri = RedisURI.create(config.url());
      uri.setTimeout(TIMEOUT);
      try (RedisClient client = RedisClient.create(uri);
          var connection = client.connect()) {
        return "PONG".equals(connection.sync().ping());
      }
    } catch (RedisException | IllegalArgumentException e) {
      return false;
    }
  }
}
