package edu.fmu.sims.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.pdf.TranscriptContent.Course;
import edu.fmu.sims.pdf.TranscriptContent.Holder;
import edu.fmu.sims.pdf.TranscriptContent.Institution;
import edu.fmu.sims.pdf.TranscriptContent.Term;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the finished file, read back with other libraries than the one that wrote it. */
class TranscriptWriterTest {

  private static final TranscriptWriter WRITER = new TranscriptWriter();
  private static final String URL = "https://sims.example.edu/verify/9f3kQ2vX7Lm0aPzR4tYcWb";
  private static final String JOINS_FORWARD = "بپتٹجچحخسشصطعغفقکگلمنہھی";
  private static final String SERIAL = "TR-2026-000123";

  @Test
  void everyFigureOfTheContentIsReadBack() throws Exception {
    TranscriptContent content = content(8, "Muhammad Ali Khan", "");
    String text = text(content);

    assertThat(text)
        .contains("Faisalabad Medical University", "Sargodha Road", "Office of the Registrar")
        .contains("Muhammad Ali Khan", "2024-MBBS-0417", "MBBS Program", "active")
        .contains("Serial " + SERIAL, "Issued on 24 November 2026", URL)
        .contains("Cumulative GPA", "3.47", "Credits earned", "96.5", "Good standing")
        .contains("Term GPA 3.40", "Term credits 21");
    for (Term term : content.terms()) {
      assertThat(text).contains(term.name());
      for (Course course : term.courses()) {
        String points = course.points() == null ? "–" : course.points() + "0";
        String status = course.state().equals("frozen") ? "Final" : "Published";
        assertThat(text)
            .containsPattern(
                quote(course.code())
                    + "\\s+"
                    + quote(course.title())
                    + "\\s+"
                    + quote(course.credits().toPlainString())
                    + "\\s+"
                    + quote(course.grade())
                    + "\\s+"
                    + quote(points)
                    + "\\s+"
                    + status);
      }
    }
  }

  @Test
  void figuresKeepTheDecimalsTheyCameWith() throws Exception {
    TranscriptContent base = content(1, "A", "");
    TranscriptContent content =
        new TranscriptContent(
            base.institution(),
            SERIAL,
            base.issuedOn(),
            URL,
            base.holder(),
            List.of(
                new Term(
                    "Fall 2024",
                    List.of(
                        new Course(
                            "X-1",
                            "X",
                            new BigDecimal("3.00"),
                            "A-",
                            new BigDecimal("3.667"),
                            "frozen")),
                    null,
                    new BigDecimal("100"))),
            new BigDecimal("4"),
            new BigDecimal("0.00"),
            "");

    assertThat(text(content))
        .contains("3.667", "Term GPA –", "Term credits 100", "4.00")
        .containsPattern("X-1\\s+X\\s+3\\s+A-");
  }

  @Test
  void theCodeOnThePageLeadsToTheAddress() throws Exception {
    try (PDDocument document = open(content(40, "Ayesha Siddiqua", ""))) {
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        assertThat(Reading.code(document, page)).isEqualTo(URL);
      }
    }
  }

  @Test
  void addressAndCodeAreLinks() throws Exception {
    try (PDDocument document = open(content(1, "Ayesha Siddiqua", ""))) {
      List<PDAnnotation> links = document.getPage(0).getAnnotations();
      assertThat(links).hasSize(2);
      for (PDAnnotation link : links) {
        assertThat(link).isInstanceOf(PDAnnotationLink.class);
        assertThat(((PDActionURI) ((PDAnnotationLink) link).getAction()).getURI()).isEqualTo(URL);
        assertThat(link.getRectangle().getWidth()).isGreaterThan(40);
      }
    }
  }

  @Test
  void everyFontIsEmbeddedAndReadable() throws Exception {
    for (TranscriptContent content :
        List.of(
            content(0, "Fatima Zahra", ""),
            content(40, "Muhammad Ali Khan", "محمد علی خان"),
            content(1, "ڈاکٹر Ali 李明", "فاطمہ زہرا"))) {
      try (PDDocument document = open(content)) {
        for (PDPage page : document.getPages()) {
          for (COSName name : page.getResources().getFontNames()) {
            PDFont font = page.getResources().getFont(name);
            assertThat(font.isEmbedded()).as(font.getName()).isTrue();
            assertThat(font.getCOSObject().containsKey(COSName.TO_UNICODE)).isTrue();
            assertThat(font.getName()).matches("[A-Z]{6}\\+.*(Liberation|Nastaliq).*");
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "محمد علی خان",
        "فاطمہ زہرا",
        "بلال اللہ لاہور",
        "چوہدری پرویز گڑھی ژوب ٹھٹہ ڈاکٹر ے ں",
        "عائشہ صدیقہ بٹ",
        "مُحَمَّد عُثمان",
        "يحيى كريم مؤمن إبراهيم آمنہ",
        "شاہ\u200Cزیب",
        "ڈاکٹر اے۔ کیو۔ خان"
      })
  void anUrduNameIsReadBackAsItWasTyped(String name) throws Exception {
    assertThat(text(content(1, "Someone", name))).contains(name);
    assertThat(text(content(1, name, ""))).contains(name);
  }

  @Test
  void otherAlphabetsAreReadBack() throws Exception {
    for (String name : List.of("Ḥāfiẓ Şükrü Łukasz", "Ελένη Иван", "דוד כהן", "Khan (علی)")) {
      assertThat(text(content(1, name, ""))).contains(name);
    }
  }

  @Test
  void aRowWithAnUrduTitleIsReadBackAsOneLine() throws Exception {
    TranscriptContent base = content(1, "A", "");
    Course course =
        new Course("ISL-101", "اسلامیات", BigDecimal.TWO, "A", new BigDecimal("4.0"), "published");
    TranscriptContent content =
        new TranscriptContent(
            base.institution(),
            SERIAL,
            base.issuedOn(),
            URL,
            base.holder(),
            List.of(new Term("خزاں", List.of(course), null, BigDecimal.TWO)),
            null,
            BigDecimal.TWO,
            "");
    assertThat(text(content).lines())
        .anyMatch(
            line ->
                List.of("ISL-101", "اسلامیات", "4.00", "Published").stream()
                    .allMatch(line::contains));
  }

  @Test
  void aMixedNameIsReadBack() throws Exception {
    assertThat(text(content(1, "Ayesha ڈاکٹر صدیقہ Butt", ""))).contains("Ayesha ڈاکٹر صدیقہ Butt");
    assertThat(text(content(40, "Dr. علی", "")))
        .contains("Dr. علی\n", "2024-MBBS-0417 · " + SERIAL);
  }

  @Test
  void urduLettersAreJoined() {
    NastaliqFace face = NastaliqFace.load();
    for (String word : List.of("محمد", "علی", "فاطمہ", "پنجاب", "گھٹ", "ٹھٹہ", "چمن", "ڈاکٹر")) {
      for (int i = 0; i < word.length() - 1; i++) {
        if (JOINS_FORWARD.indexOf(word.charAt(i)) >= 0) {
          assertThat(glyphs(face, word, i))
              .as("letter %d of %s", i, word)
              .isNotEqualTo(glyphs(face, word.substring(i, i + 1), 0));
        }
      }
    }
  }

  @Test
  void urduRunsFromRightToLeft() {
    NastaliqFace face = NastaliqFace.load();
    var glyphs = face.shape("محمد علی", true);
    assertThat(glyphs.getGlyphCharIndex(0)).isEqualTo(7);
    assertThat(glyphs.getGlyphCharIndex(glyphs.getNumGlyphs() - 1)).isZero();
  }

  @Test
  void theUrduNameIsSeenOnThePage() throws Exception {
    try (PDDocument with = open(content(1, "Ali", "علی"));
        PDDocument without = open(content(1, "Ali", ""))) {
      assertThat(inkAtRightOfNames(with)).isGreaterThan(100);
      assertThat(inkAtRightOfNames(without)).isZero();
    }
  }

  @Test
  void aLetterThatNoFontHasIsMarkedAndKeptInTheText() throws Exception {
    String text = text(content(1, "Li 李明 Khan", ""));
    assertThat(text).contains("Li 李明 Khan");
  }

  @Test
  void aNameCannotTurnItselfRound() throws Exception {
    assertThat(text(content(1, "Ali\u202Enahk\u2066\u0000\nKhan", ""))).contains("Alinahk Khan");
  }

  @Test
  void headsAndPageNumbersStandOnEveryPage() throws Exception {
    try (PDDocument document = open(content(200, "Zainab Gul", "زینب گل"))) {
      int pages = document.getNumberOfPages();
      assertThat(pages).isGreaterThan(4);
      for (int page = 1; page <= pages; page++) {
        String text = Reading.text(document, page);
        assertThat(text)
            .contains("Page " + page + " of " + pages, "Serial " + SERIAL, URL)
            .contains("Zainab Gul", "2024-MBBS-0417");
        if (page < pages) {
          assertThat(text).contains("Course").contains("Title").contains("Points");
        }
      }
      assertThat(Reading.text(document, 2)).contains("(continued)");
      assertThat(Reading.text(document, pages)).contains("End of transcript", "Cumulative GPA");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 40, 200})
  void nothingIsLostWhateverTheLength(int courses) throws Exception {
    TranscriptContent content = content(courses, "Zainab Gul", "زینب گل");
    String text = text(content);
    for (Term term : content.terms()) {
      for (Course course : term.courses()) {
        assertThat(text).contains(course.code());
      }
    }
    assertThat(text).contains("Page 1 of ");
    assertThat(text.contains("No published results")).isEqualTo(courses == 0);
  }

  @Test
  void theSignatureNeverStandsOnAPageWithoutResults() throws Exception {
    for (int courses = 20; courses <= 50; courses++) {
      try (PDDocument document = open(content(courses, "Zainab Gul", ""))) {
        String last = Reading.text(document, document.getNumberOfPages());
        assertThat(last)
            .as(courses + " courses")
            .contains("Signature and seal", "MED-" + (999 + courses), "Term credits");
      }
    }
  }

  @Test
  void nothingStandsOutsideThePageOrUnderTheFoot() throws Exception {
    String word = "W".repeat(255);
    TranscriptContent base = content(200, word, "چوہدری گڑھی ".repeat(21));
    try (PDDocument document = open(base)) {
      assertThat(Reading.text(document, 1).replaceAll("\\s", "")).contains(word);
      for (int page = 0; page < document.getNumberOfPages(); page++) {
        BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page, 72);
        assertThat(Reading.ink(image, 0, 0, 45, image.getHeight())).isZero();
        assertThat(Reading.ink(image, 551, 0, image.getWidth(), image.getHeight())).isZero();
        int foot = image.getHeight() - 118;
        assertThat(Reading.ink(image, 0, foot - 7, image.getWidth(), foot - 2)).isZero();
      }
    }
  }

  @Test
  void anAddressTooLongForACodeIsRefused() {
    TranscriptContent base = content(1, "A", "");
    TranscriptContent content =
        new TranscriptContent(
            base.institution(),
            SERIAL,
            base.issuedOn(),
            "https://x/" + "y".repeat(4000),
            base.holder(),
            base.terms(),
            base.cgpa(),
            base.credits(),
            base.standing());
    assertThatThrownBy(() -> WRITER.write(content)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void equalContentGivesEqualBytes() {
    byte[] first = WRITER.write(content(40, "Muhammad Ali Khan", "محمد علی خان"));
    byte[] second = new TranscriptWriter().write(content(40, "Muhammad Ali Khan", "محمد علی خان"));
    assertThat(second).isEqualTo(first);
    assertThat(WRITER.write(content(40, "Muhammad Ali Khan", "محمد علی"))).isNotEqualTo(first);
  }

  @Test
  void theDatesOfTheFileAreThoseOfTheContent() throws Exception {
    try (PDDocument document = open(content(1, "Ali", ""))) {
      var created = document.getDocumentInformation().getCreationDate().toInstant();
      assertThat(created).hasToString("2026-11-24T00:00:00Z");
      assertThat(document.getDocumentInformation().getTitle()).contains("Ali");
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
    }
  }

  @Test
  void threadsDoNotDisturbEachOther() throws Exception {
    List<TranscriptContent> contents =
        List.of(
            content(40, "Muhammad Ali Khan", "محمد علی خان"),
            content(8, "فاطمہ زہرا", ""),
            content(0, "Zainab Gul", "زینب گل"));
    List<byte[]> expected = contents.stream().map(WRITER::write).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<byte[]>> made =
          IntStream.range(0, 60)
              .mapToObj(i -> threads.submit(() -> WRITER.write(contents.get(i % 3))))
              .toList();
      for (int i = 0; i < made.size(); i++) {
        assertThat(made.get(i).get()).isEqualTo(expected.get(i % 3));
      }
    }
  }

  private static TranscriptContent content(int courses, String name, String nameUr) {
    String[] grades = {"A+", "A", "B+", "B", "C+"};
    String[] points = {"4.0", "3.7", "3.3", "3.0", "2.7"};
    List<Term> terms = new ArrayList<>();
    for (int start = 0; start < courses; start += 30) {
      List<Course> rows = new ArrayList<>();
      for (int i = start; i < Math.min(courses, start + 30); i++) {
        rows.add(
            new Course(
                "MED-" + (1000 + i),
                "Course Title " + i,
                new BigDecimal(i % 4 == 1 ? "1.5" : "3"),
                i % 11 == 7 ? "P" : grades[i % 5],
                i % 11 == 7 ? null : new BigDecimal(points[i % 5]),
                i % 3 == 0 ? "published" : "frozen"));
      }
      terms.add(
          new Term(
              "Term " + (2018 + terms.size()), rows, new BigDecimal("3.4"), new BigDecimal("21")));
    }
    return new TranscriptContent(
        new Institution(
            "Faisalabad Medical University",
            "Sargodha Road, Faisalabad, Punjab, Pakistan",
            "Office of the Registrar",
            "",
            ""),
        SERIAL,
        LocalDate.of(2026, 11, 24),
        URL,
        new Holder("2024-MBBS-0417", name, nameUr, "MBBS Program", "active"),
        terms,
        courses == 0 ? null : new BigDecimal("3.47"),
        courses == 0 ? BigDecimal.ZERO : new BigDecimal("96.50"),
        courses == 0 ? "" : "Good standing");
  }

  private static PDDocument open(TranscriptContent content) throws Exception {
    return Loader.loadPDF(WRITER.write(content));
  }

  private static String text(TranscriptContent content) throws Exception {
    return Reading.text(WRITER.write(content));
  }

  private static String quote(String text) {
    return Pattern.quote(text);
  }

  private static List<Integer> glyphs(NastaliqFace face, String text, int letter) {
    var glyphs = face.shape(text, true);
    return IntStream.range(0, glyphs.getNumGlyphs())
        .filter(i -> glyphs.getGlyphCharIndex(i) == letter)
        .mapToObj(glyphs::getGlyphCode)
        .toList();
  }

  /** Dark dots where the Urdu name stands: right half of the page, in the block of the holder. */
  private static int inkAtRightOfNames(PDDocument document) throws Exception {
    BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 144);
    return Reading.ink(image, 800, 290, 1080, 370);
  }
}
