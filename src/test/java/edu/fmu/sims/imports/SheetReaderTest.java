package edu.fmu.sims.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import edu.fmu.sims.web.Csv;
import edu.fmu.sims.web.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetReaderTest {
  private static Sheet read(String csv) {
    return SheetReader.read(csv.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t"})
  void findsTheDelimiterInTheHeads(String delimiter) {
    String d = delimiter;
    Sheet sheet =
        read("a" + d + "\"b,;\tc\"" + d + "d\n1" + d + "\"x" + d + "\"\"y\"\"\"" + d + "\n");
    assertThat(sheet.heads()).containsExactly("a", "b,;\tc", "d");
    assertThat(sheet.rows().getFirst().cells()).containsExactly("1", "x" + d + "\"y\"", "");
  }

  @Test
  void countsRowsAsASpreadsheetDoes() {
    Sheet sheet = read("a,b\r\n\"one\nrow\",x\r\n\r\n,\r\nlast,y");
    assertThat(sheet.rows()).extracting(Sheet.Row::number).containsExactly(2, 5);
    assertThat(sheet.rows().getFirst().cell(0)).isEqualTo("one\nrow");
  }

  @Test
  void readsTheUnicodeTextOfSpreadsheets() {
    byte[] text = "\uFEFFa\tb\nZoë\tعائشہ\n".getBytes(StandardCharsets.UTF_16LE);
    assertThat(SheetReader.read(text).rows().getFirst().cells()).containsExactly("Zoë", "عائشہ");
  }

  /** The least that a workbook is: neither formats nor shared texts. */
  @Test
  void readsAWorkbookOfTheBarestParts() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file)) {
      String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
      String of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
      String links = "http://schemas.openxmlformats.org/package/2006/relationships";
      part(
          zip,
          "[Content_Types].xml",
          "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
              + "<Default Extension='xml' ContentType='application/xml'/>"
              + "<Override PartName='/xl/workbook.xml' ContentType='application/"
              + "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>");
      part(
          zip,
          "_rels/.rels",
          "<Relationships xmlns='%s'><Relationship Id='r1' Type='%s/officeDocument'"
              + " Target='xl/workbook.xml'/></Relationships>",
          links,
          of);
      part(
          zip,
          "xl/_rels/workbook.xml.rels",
          "<Relationships xmlns='%s'><Relationship Id='r1' Type='%s/worksheet'"
              + " Target='worksheets/sheet1.xml'/></Relationships>",
          links,
          of);
      part(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns='%s' xmlns:r='%s'><sheets><sheet name='S' sheetId='1' r:id='r1'/>"
              + "</sheets></workbook>",
          main,
          of);
      part(
          zip,
          "xl/worksheets/sheet1.xml",
          "<worksheet xmlns='%s'><sheetData>"
              + "<row r='1'><c r='A1' t='inlineStr'><is><t>reg_no</t></is></c>"
              + "<c r='B1' t='inlineStr'><is><t>score</t></is></c></row>"
              + "<row r='2'><c r='A2' t='inlineStr'><is><t>R-1</t></is></c><c r='B2'><v>7.5</v></c>"
              + "</row></sheetData></worksheet>",
          main);
    }
    Sheet sheet = SheetReader.read(file.toByteArray());
    assertThat(sheet.heads()).containsExactly("reg_no", "score");
    assertThat(sheet.rows().getFirst().cells()).containsExactly("R-1", "7.5");
    assertThat(sheet.faults()).isEmpty();
  }

  private static void part(ZipOutputStream zip, String name, String xml, String... names)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(xml.formatted((Object[]) names).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  @Test
  void saysInWhichLineTheEncodingBreaks() {
    byte[] text = "a\nb\nZo\u00eb\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> SheetReader.read(text))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("Windows-1252");
  }

  @Test
  void unpacksNoBomb() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
      zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
      zip.closeEntry();
      zip.putNextEntry(new ZipEntry("xl/sharedStrings.xml"));
      byte[] block = new byte[1024 * 1024];
      for (int i = 0; i < 120; i++) {
        zip.write(block);
      }
    }
    assertThat(bomb.size()).isLessThan(1024 * 1024);
    assertThatThrownBy(() -> SheetReader.read(bomb.toByteArray()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("unpacks to more");
  }

  /** What the exports write is read back as it was, formulas and their look-alikes too. */
  @Property(tries = 500)
  void readsBackWhatExportsWrite(@ForAll("cells") List<String> cells) throws IOException {
    StringWriter csv = new StringWriter();
    Csv.row(csv, cells.stream().map(cell -> "head").toList());
    Csv.row(csv, cells);
    List<Sheet.Row> rows = read(csv.toString()).rows();
    if (cells.stream().allMatch(String::isEmpty)) {
      assertThat(rows).isEmpty();
    } else {
      assertThat(rows.getFirst().cells()).isEqualTo(cells);
    }
  }

  @Provide
  Arbitrary<List<String>> cells() {
    return Arbitraries.strings()
        .withChars("a1,;\t\"'=+-@\r\n üع")
        .ofMaxLength(8)
        .map(String::strip)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }
}
