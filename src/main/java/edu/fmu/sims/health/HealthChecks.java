package edu.fmu.sims.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several checks, run side by side. */
final class HealthChecks {
  private final List<Component> components;

  HealthChecks(List<Component> components) {
    this.components = List.copyOf(components);
  }

  /** What each part says, by name, in the order given. */
  Map<String, String> run() throws InterruptedException {
    List<Component.Run> runs = components.stream().map(Component::begin).toList();
    Map<String, String> answers = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      answers.put(components.get(i).name(), runs.get(i).await());
    }
    return answers;
  }
}
