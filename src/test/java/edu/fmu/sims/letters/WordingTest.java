package edu.fmu.sims.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
  @ParameterizedTest
  @ValueSource(strings = {"{{nam}}", "{{}}", "{{name", "name}}", "{{name}} {{", "{{na\nme}}"})
  void whatIsNoPlaceholderIsTold(String words) {
    assertThat(Wording.faults(words)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "{{name}}", "{{ name }} {{reg_no}}", "{ a } } {", "$1 \\ {x}"})
  void otherWordsAreUsedAsTheyAre(String words) {
    assertThat(Wording.faults(words)).isEmpty();
  }

  @Test
  void aValueIsTextAndNothingElse() {
    assertThat(
            Wording.paragraphs(
                "{{name}} of {{program}}.\nStill one.\r\n \r\nSecond $1 \\ {{purpose}}",
                Map.of(
                    "name", "{{status}}\n\nCertified first",
                    "program", "\u202Egnp\u2066 $0 \\",
                    "purpose", "{{name}}")))
        .containsExactly(
            "{{status}} Certified first of gnp $0 \\. Still one.", "Second $1 \\ {{name}}");
  }
}
