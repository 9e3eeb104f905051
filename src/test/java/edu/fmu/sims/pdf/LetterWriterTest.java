package edu.fmu.sims.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.pdf.TranscriptContent.Holder;
import edu.fmu.sims.pdf.TranscriptContent.Institution;
import java.awt.image.BufferedImage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;

class LetterWriterTest {

  private static final LetterWriter WRITER = new LetterWriter();
  private static final String URL = "https://sims.example.edu/verify/9f3kQ2vX7Lm0aPzR4tYcWb";
  private static final String SERIAL = "BC-2026-000007";
  private static final String WORDS =
      "This is to certify that the student named above is on the rolls of this university and is"
          + " studying in the fourth year of the program. Her conduct has been good throughout.";

  @Test
  void aLetterSaysWhatItsContentSays() throws Exception {
    byte[] file = WRITER.write(letter("Ayesha Siddiqua", "عائشہ صدیقہ", List.of("To whom", WORDS)));

    assertThat(Reading.text(file).replaceAll("\\s+", " "))
        .contains("Faisalabad Medical University", "Sargodha Road", "Office of the Registrar")
        .contains("Bonafide Certificate", "Ayesha Siddiqua", "عائشہ صدیقہ", "2024-MBBS-0417")
        .contains("MBBS Program", "active", "24 November 2026", "Serial " + SERIAL, URL)
        .contains("To whom", WORDS)
        .contains("Signature and seal", "End of document", "Page 1 of 1");
  }

  @Test
  void codeAndAddressLeadToTheCheck() throws Exception {
    try (PDDocument document = Loader.loadPDF(WRITER.write(letter("A", "", List.of(WORDS))))) {
      assertThat(Reading.code(document, 1)).isEqualTo(URL);
      assertThat(document.getPage(0).getAnnotations())
          .filteredOn(PDAnnotationLink.class::isInstance)
          .hasSize(2)
          .allSatisfy(
              link ->
                  assertThat(((PDActionURI) ((PDAnnotationLink) link).getAction()).getURI())
                      .isEqualTo(URL));
    }
  }

  @Test
  void aLongLetterRunsOverPagesAndLosesNoWord() throws Exception {
    List<String> paragraphs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String paragraph = "P" + i + " " + WORDS;
      paragraphs.add(paragraph);
    }
    try (PDDocument document = Loader.loadPDF(WRITER.write(letter("A", "", paragraphs)))) {
      int pages = document.getNumberOfPages();
      assertThat(pages).isGreaterThan(2);
      StringBuilder words = new StringBuilder();
      for (int page = 1; page <= pages; page++) {
        String text = Reading.text(document, page);
        assertThat(text).contains("Page " + page + " of " + pages, SERIAL, "2024-MBBS-0417");
        words.append(text);
      }
      for (String paragraph : paragraphs) {
        assertThat(words.toString()).contains(paragraph.substring(0, 30));
      }
      assertThat(Collections.frequency(List.of(words.toString().split("\\s+")), "conduct"))
          .isEqualTo(40);
    }
  }

  /** Above an empty page anything could be written. */
  @Test
  void theSignatureNeverStandsWithoutWords() throws Exception {
    for (int paragraphs = 8; paragraphs <= 24; paragraphs++) {
      List<String> words = Collections.nCopies(paragraphs, WORDS);
      try (PDDocument document = Loader.loadPDF(WRITER.write(letter("A", "", words)))) {
        assertThat(Reading.text(document, document.getNumberOfPages()))
            .as(paragraphs + " paragraphs")
            .contains("Signature and seal", "throughout.");
      }
    }
  }

  @Test
  void aLetterWithoutWordsIsRefused() {
    assertThatThrownBy(() -> letter("A", "", List.of(" ", "\n")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUrduParagraphBeginsAtTheRight() throws Exception {
    String words = "تصدیق کی جاتی ہے کہ مذکورہ طالبہ اس جامعہ میں زیر تعلیم ہے۔";
    byte[] file = WRITER.write(letter("A", "", List.of(words)));
    assertThat(Reading.text(file)).contains(words);
    try (PDDocument document = Loader.loadPDF(file);
        PDDocument latin = Loader.loadPDF(WRITER.write(letter("A", "", List.of("Yes."))))) {
      assertThat(inkAtRightOfWords(document)).isGreaterThan(50);
      assertThat(inkAtRightOfWords(latin)).isZero();
    }
  }

  /** The second line begins with a Latin word; it still belongs to an Urdu paragraph. */
  @Test
  void everyLineOfAParagraphRunsTheWayOfItsFirstLetter() {
    List<Line> lines = Typesetter.wrap("تصدیق BBBBBBBBBBBB CCCCCCCCCCCC", new Style().prose, 80);
    assertThat(lines).hasSizeGreaterThan(2).allMatch(Line::rightToLeft);
  }

  @Test
  void longNamesAndTitlesStayOnThePage() throws Exception {
    LetterContent base = letter("W".repeat(255), "چوہدری گڑھی ".repeat(21), List.of(WORDS));
    LetterContent content =
        new LetterContent(
            base.institution(),
            "No-Objection Certificate ".repeat(10),
            SERIAL,
            base.issuedOn(),
            URL,
            base.holder(),
            base.paragraphs());
    try (PDDocument document = Loader.loadPDF(WRITER.write(content))) {
      for (int page = 0; page < document.getNumberOfPages(); page++) {
        BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page, 72);
        assertThat(Reading.ink(image, 0, 0, 45, image.getHeight())).isZero();
        assertThat(Reading.ink(image, 551, 0, image.getWidth(), image.getHeight())).isZero();
      }
    }
  }

  @Test
  void equalContentGivesEqualBytes() {
    LetterContent content = letter("Muhammad Ali Khan", "محمد علی خان", List.of(WORDS));
    byte[] first = WRITER.write(content);
    assertThat(new LetterWriter().write(content)).isEqualTo(first);
    assertThat(WRITER.write(letter("Muhammad Ali Khan", "محمد علی", List.of(WORDS))))
        .isNotEqualTo(first);
  }

  @Test
  void everyFontIsEmbedded() throws Exception {
    byte[] file = WRITER.write(letter("Ali 李", "علی", List.of(WORDS, "اردو")));
    try (PDDocument document = Loader.loadPDF(file)) {
      for (PDPage page : document.getPages()) {
        for (var name : page.getResources().getFontNames()) {
          assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
        }
      }
    }
  }

  private static LetterContent letter(String name, String nameUr, List<String> paragraphs) {
    return new LetterContent(
        new Institution(
            "Faisalabad Medical University",
            "Sargodha Road, Faisalabad, Punjab, Pakistan",
            "Office of the Registrar",
            "",
            ""),
        "Bonafide Certificate",
        SERIAL,
        LocalDate.of(2026, 11, 24),
        URL,
        new Holder("2024-MBBS-0417", name, nameUr, "MBBS Program", "active"),
        paragraphs);
  }

  private static int inkAtRightOfWords(PDDocument document) throws Exception {
    BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 72);
    return Reading.ink(image, 400, 265, 545, 320);
  }
}
