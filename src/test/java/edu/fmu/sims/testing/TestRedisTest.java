package edu.fmu.sims.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import org.junit.jupiter.api.Test;

class TestRedisTest {
  @Test
  void startsAgainEmptyOnItsPort() {
    try (TestRedis redis = TestRedis.start();
        RedisClient client = RedisClient.create(redis.url())) {
      client.connect().sync().set("a", "b");
      redis.restart();
      assertThat(client.connect().sync().get("a")).isNull();
    }
  }
}
