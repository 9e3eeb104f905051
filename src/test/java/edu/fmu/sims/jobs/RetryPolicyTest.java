package edu.fmu.sims.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final RetryPolicy policy = new RetryPolicy(Duration.ofMinutes(1), new Random(1));

  @Test
  void delaysDoubleWithJitterUpToSixHours() {
    for (int attempt = 1; attempt <= 40; attempt++) {
      long usual = Math.min(60_000L << Math.min(attempt - 1, 20), Duration.ofHours(6).toMillis());
      assertThat(policy.delay(attempt).toMillis())
          .isBetween((long) (usual * 0.8) - 1, (long) (usual * 1.2) + 1);
    }
  }

  @Test
  void twoJobsThatFailTogetherDoNotComeBackTogether() {
    assertThat(policy.delay(5)).isNotEqualTo(policy.delay(5));
  }
}
