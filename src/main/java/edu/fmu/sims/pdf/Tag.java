package edu.fmu.sims.pdf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfIndirectReference;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfNumber;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfString;

/**
 * What a part of the document is, for programs that read it aloud: a heading, a paragraph, a cell.
 * A tag may gather content from several pages.
 */
final class Tag {

  private final PdfName role;
  private final PdfDictionary properties = new PdfDictionary();
  private final List<Object> kids = new ArrayList<>();
  private @Nullable Tag parent;

  /**
   * @param role one of the standard structure types of PDF
   */
  Tag(String role) {
    this.role = new PdfName(role);
  }

  /** The head of a column or of a row. */
  static Tag headCell(String scope) {
    PdfDictionary table = ofTable();
    table.put(new PdfName("Scope"), new PdfName(scope));
    return new Tag("TH").with("A", table);
  }

  /** A cell as wide as several columns. */
  static Tag wideCell(int columns) {
    PdfDictionary table = ofTable();
    table.put(new PdfName("ColSpan"), new PdfNumber(columns));
    return new Tag("TD").with("A", table);
  }

  /** Art, and the words that stand for it. */
  static Tag figure(String words, float left, float bottom, float size) {
    PdfDictionary layout = new PdfDictionary();
    layout.put(PdfName.O, new PdfName("Layout"));
    layout.put(PdfName.BBOX, new PdfArray(new float[] {left, bottom, left + size, bottom + size}));
    return new Tag("Figure").says("Alt", words).with("A", layout);
  }

  /** Urdu, which stands in the page as it is seen, told as it is read. */
  static Tag urdu(String words) {
    return new Tag("Span").says("ActualText", words).says("Lang", "ur");
  }

  private static PdfDictionary ofTable() {
    PdfDictionary table = new PdfDictionary();
    table.put(PdfName.O, PdfName.TABLE);
    return table;
  }

  private Tag says(String property, String words) {
    return with(property, new PdfString(words, PdfObject.TEXT_UNICODE));
  }

  private Tag with(String property, PdfObject value) {
    properties.put(new PdfName(property), value);
    return this;
  }

  PdfName role() {
    return role;
  }

  PdfDictionary properties() {
    return properties;
  }

  @Nullable Tag parent() {
    return parent;
  }

  /** Tags, {@link Mark}s and {@link Note}s in the order in which they are read. */
  List<Object> kids() {
    return kids;
  }

  void add(Tag child) {
    child.parent = this;
    kids.add(child);
  }

  void add(Mark mark) {
    kids.add(mark);
  }

  void add(Note note) {
    kids.add(note);
  }

  /**
   * A piece of a page's content.
   *
   * @param number counts the pieces of the page from 0
   */
  record Mark(PdfIndirectReference page, int number) {}

  /** An annotation, as a link. */
  record Note(PdfIndirectReference page, PdfIndirectReference annotation) {}
}
