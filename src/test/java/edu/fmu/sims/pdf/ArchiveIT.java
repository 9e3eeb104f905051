package edu.fmu.sims.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Every document is fit for an archive and for those who have it read to them. */
class ArchiveIT {

  private static final Instant AT = Instant.parse("2026-11-28T09:15:00Z");
  private static final TranscriptWriter TRANSCRIPTS = new TranscriptWriter();

  @TempDir static Path folder;

  @BeforeAll
  static void prepare() {
    VeraGreenfieldFoundryProvider.initialise();
  }

  @TestFactory
  Stream<DynamicTest> veraPdfFindsNoFault() {
    Seal seal = new Seal(DemonstrationKey.openOrMake(folder.resolve("key.p12"), AT));
    TranscriptWriter marked = new TranscriptWriter("Signed with a demonstration key");
    LetterContent letter =
        new LetterContent(
            Samples.institution(),
            "Bonafide Certificate",
            "BC-2026-000007",
            Samples.transcript(0).issuedOn(),
            Samples.transcript(0).verifyUrl(),
            Samples.transcript(0).holder(),
            List.of("This is to certify that Ayesha Siddiqa is a student.", "تصدیق کی جاتی ہے"));
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("no results", TRANSCRIPTS.write(Samples.transcript(0)));
    files.put("signed, 40 results", seal.sign(marked.write(Samples.transcript(40)), AT));
    files.put(
        "provisional, mixed names",
        TRANSCRIPTS.write(
            Samples.transcript(8, "Ayesha (عائشہ) <&\uD83D\uDE00\u0001", "عائشہ 12 (صدیقہ)"),
            "Provisional Transcript"));
    files.put("letter", new LetterWriter().write(letter));
    files.put("signed letter", seal.sign(new LetterWriter().write(letter), AT));
    return files.entrySet().stream()
        .flatMap(
            file ->
                Stream.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1)
                    .map(
                        flavour ->
                            DynamicTest.dynamicTest(
                                file.getKey() + " as " + flavour,
                                () -> assertThat(faults(file.getValue(), flavour)).isEmpty())));
  }

  private static List<String> faults(byte[] file, PDFAFlavour flavour) throws Exception {
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new ByteArrayInputStream(file), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      var result = validator.validate(parser);
      List<String> faults = new ArrayList<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        faults.add(assertion.getRuleId().getClause() + " " + assertion.getMessage());
      }
      if (!result.isCompliant() && faults.isEmpty()) {
        faults.add("not compliant");
      }
      return faults;
    }
  }

  @Test
  void tagsTellHeadingsTablesAndLinksInTheOrderOfReading() throws Exception {
    try (PDDocument document = Loader.loadPDF(TRANSCRIPTS.write(Samples.transcript(40)))) {
      assertThat(document.getNumberOfPages()).isGreaterThan(1);
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en");
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      PDStructureElement root =
          children(document.getDocumentCatalog().getStructureTreeRoot()).getFirst();
      List<String> roles =
          children(root).stream().map(PDStructureElement::getStructureType).toList();
      assertThat(roles).startsWith("P", "H1", "P").endsWith("P", "P", "Sect");
      assertThat(roles.stream().filter(r -> r.equals("H2"))).hasSize(5);
      assertThat(roles.stream().filter(r -> r.equals("Table"))).hasSize(5);
      assertThat(String.join(" ", roles)).contains("H2 Table H2 Table");

      PDStructureElement table =
          children(root).stream()
              .filter(tag -> tag.getStructureType().equals("Table"))
              .findFirst()
              .orElseThrow();
      List<PDStructureElement> rows = children(table);
      assertThat(rows).as("head, courses, sums").hasSize(1 + 8 + 1);
      assertThat(children(rows.getFirst()))
          .hasSize(6)
          .allSatisfy(
              head -> {
                assertThat(head.getStructureType()).isEqualTo("TH");
                assertThat(
                        head.getAttributes().getObject(0).getCOSObject().getNameAsString("Scope"))
                    .isEqualTo("Column");
              });
      assertThat(children(rows.get(1)).stream().map(PDStructureElement::getStructureType))
          .containsExactly("TH", "TD", "TD", "TD", "TD", "TD");

      PDStructureElement foot = children(root).getLast();
      PDStructureElement link = children(foot).get(1);
      assertThat(link.getStructureType()).isEqualTo("Link");
      assertThat(children(link).getFirst().getAlternateDescription()).contains("QR code");
    }
  }

  @Test
  void urduIsToldInTheOrderOfReadingAndInItsLanguage() throws Exception {
    try (PDDocument document = Loader.loadPDF(TRANSCRIPTS.write(Samples.transcript(0)))) {
      PDStructureElement span = find(document.getDocumentCatalog().getStructureTreeRoot(), "Span");
      assertThat(span.getActualText()).isEqualTo("عائشہ صدیقہ");
      assertThat(span.getLanguage()).isEqualTo("ur");
      assertThat(Reading.text(document, 1)).contains("عائشہ صدیقہ");
    }
  }

  @Test
  void everyPageHasItsLinksAndOnlyTheFirstSaysTheRestAloud() throws Exception {
    try (PDDocument document = Loader.loadPDF(TRANSCRIPTS.write(Samples.transcript(40)))) {
      for (var page : document.getPages()) {
        assertThat(page.getAnnotations())
            .hasSize(2)
            .allSatisfy(
                link ->
                    assertThat(link.getCOSObject().containsKey(COSName.STRUCT_PARENT)).isTrue());
      }
      PDStructureElement root =
          children(document.getDocumentCatalog().getStructureTreeRoot()).getFirst();
      assertThat(
              children(children(root).getLast()).stream().map(PDStructureElement::getStructureType))
          .containsExactly("P", "Link", "P", "Link");
    }
  }

  private static PDStructureElement find(PDStructureNode node, String role) {
    List<PDStructureElement> found = new ArrayList<>();
    collect(node, role, found);
    return found.getFirst();
  }

  private static void collect(PDStructureNode node, String role, List<PDStructureElement> found) {
    for (PDStructureElement child : children(node)) {
      if (child.getStructureType().equals(role)) {
        found.add(child);
      }
      collect(child, role, found);
    }
  }

  private static List<PDStructureElement> children(PDStructureNode node) {
    return node.getKids().stream()
        .filter(PDStructureElement.class::isInstance)
        .map(PDStructureElement.class::cast)
        .toList();
  }
}
