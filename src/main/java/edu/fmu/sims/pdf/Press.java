package edu.fmu.sims.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfLiteral;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/** Makes the file out of what stands on each page; the same for every kind of document. */
final class Press {

  private static final Rectangle PAGE = new Rectangle(Style.PAGE_WIDTH, Style.PAGE_HEIGHT);

  private final Style style;
  private final String notice;

  /**
   * @param notice stands out at the foot of every page; "" for none
   */
  Press(Style style, String notice) {
    this.style = style;
    this.notice = notice;
  }

  /** Empty pages of the house's measure and heads. */
  Pages pages(Particulars particulars) {
    return new Pages(Style.TOP - Style.FOOT, () -> new RunningHead(particulars, style));
  }

  /**
   * @param content all that the document states: the file's identity follows from it
   */
  byte[] print(Particulars particulars, List<List<Block>> pages, Record content) {
    Footer footer = new Footer(particulars, notice, style);
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
    Document document = new Document(PAGE, 0, 0, 0, 0);
    PdfWriter writer = PdfWriter.getInstance(document, out);
    writer.setPdfVersion(PdfWriter.VERSION_1_7);
    writer.setFullCompression();
    writer.setCompressionLevel(Style.COMPRESSION);
    describe(document, writer, particulars, identity(content));
    writer.setTagged();
    document.open();
    Tags tags = new Tags(writer);
    Tag foot = new Tag("Sect");
    for (int i = 0; i < pages.size(); i++) {
      if (i > 0) {
        document.newPage();
      }
      writer.setTabs(PdfName.S);
      Pen pen = new Pen(writer, tags, tags.document());
      if (particulars.provisional()) {
        pen.watermark("PROVISIONAL", style.watermark);
      }
      float y = Style.TOP;
      for (Block block : pages.get(i)) {
        block.draw(pen, y);
        y -= block.height();
      }
      footer.draw(new Pen(writer, tags, foot), i + 1, pages.size());
    }
    tags.document().add(foot);
    try {
      Archive.describe(writer, particulars, title(particulars));
      tags.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail so", e);
    }
    document.close();
    return out.toByteArray();
  }

  private static void describe(
      Document document, PdfWriter writer, Particulars particulars, String id) {
    document.addTitle(title(particulars));
    document.addAuthor(particulars.institution().name());
    document.addSubject("Serial " + particulars.serial());
    document.addCreator("SIMS");
    writer.setViewerPreferences(PdfWriter.DisplayDocTitle);
    writer.getExtraCatalog().put(PdfName.LANG, new PdfString("en"));
    PdfDictionary info = writer.getInfo();
    PdfString date = new PdfString(pdfDate(particulars.issuedOn()));
    info.put(PdfName.CREATIONDATE, date);
    info.put(PdfName.MODDATE, date);
    info.put(PdfName.FILEID, new PdfLiteral("[<" + id + "><" + id + ">]"));
  }

  private static String title(Particulars particulars) {
    return particulars.title() + " – " + particulars.holder().name();
  }

  private static String pdfDate(LocalDate date) {
    return "D:" + DateTimeFormatter.BASIC_ISO_DATE.format(date) + "000000Z";
  }

  /** The document's id follows from what it states, so that making it again gives the same file. */
  private static String identity(Record content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(content.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java", e);
    }
  }
}
