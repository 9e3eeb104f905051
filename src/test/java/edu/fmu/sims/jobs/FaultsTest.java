package edu.fmu.sims.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.config.ConfigException;
import edu.fmu.sims.jobs.Faults.Point;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultsTest {
  @Test
  void withoutTheSettingNothingHappens() {
    Faults faults = Faults.from(Map.of(), false);
    assertThat(faults).isSameAs(Faults.NONE);
    for (Point point : Point.values()) {
      faults.at(point);
    }
  }

  @Test
  void outsideDevelopmentItIsRefused() {
    assertThatThrownBy(() -> Faults.from(Map.of("SIMS_FAULT", "after-claim"), false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("SIMS_FAULT");
  }

  @Test
  void anUnknownPointIsRefused() {
    for (String value : new String[] {"after-lunch", "after-claim:sing", ":pause"}) {
      assertThatThrownBy(() -> Faults.from(Map.of("SIMS_FAULT", value), true))
          .isInstanceOf(ConfigException.class);
    }
  }

  @Test
  void otherPointsArePassed() {
    Faults faults = Faults.from(Map.of("SIMS_FAULT", "after-claim:pause"), true);
    faults.at(Point.BEFORE_DATA);
    assertThat(faults).isNotSameAs(Faults.NONE);
  }
}
