package edu.fmu.sims.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Names as they are common in Pakistan, drawn by chance. */
final class Names {
  private record Part(String latin, String urdu) {}

  private static final Part MUHAMMAD = new Part("Muhammad", "محمد");

  private final List<Part> men = new ArrayList<>();
  private final List<Part> women = new ArrayList<>();
  private final List<Part> families = new ArrayList<>();

  private Names() {}

  static Names load() {
    Names names = new Names();
    for (String[] field : Curriculum.lines("names.tsv")) {
      List<Part> parts =
          switch (field[0]) {
            case "m" -> names.men;
            case "f" -> names.women;
            default -> names.families;
          };
      parts.add(new Part(field[1], field[2]));
    }
    return names;
  }

  PersonName student(RandomGenerator random) {
    return draw("", random);
  }

  PersonName teacher(RandomGenerator random) {
    return draw(random.nextInt(5) == 0 ? "Prof. Dr." : "Dr.", random);
  }

  private PersonName draw(String title, RandomGenerator random) {
    boolean woman = random.nextInt(100) < 55;
    Part given = pick(woman ? women : men, random);
    Part family = pick(families, random);
    boolean muhammad = !woman && random.nextInt(3) == 0;
    return new PersonName(
        title,
        muhammad ? MUHAMMAD.latin() + " " + given.latin() : given.latin(),
        family.latin(),
        (muhammad ? MUHAMMAD.urdu() + " " : "") + given.urdu() + " " + family.urdu());
  }

  private static Part pick(List<Part> parts, RandomGenerator random) {
    return parts.get(random.nextInt(parts.size()));
  }
}
