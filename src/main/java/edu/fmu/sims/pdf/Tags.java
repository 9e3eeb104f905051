package edu.fmu.sims.pdf;

import edu.fmu.sims.pdf.Tag.Mark;
import edu.fmu.sims.pdf.Tag.Note;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfIndirectReference;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfNumber;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfStructureElement;
import org.openpdf.text.pdf.PdfStructureTreeRoot;
import org.openpdf.text.pdf.PdfWriter;

/**
 * The tree of all tags of a document, and where in the pages their content stands. OpenPDF keeps
 * the numbers of the pieces; it knows no tag that holds both content and other tags, as a paragraph
 * with a word in another language, so the tree itself is kept here.
 */
final class Tags {

  private final PdfWriter writer;
  private final PdfStructureTreeRoot root;
  private final Tag document = new Tag("Document");
  private final Map<Tag, PdfStructureElement> elements = new IdentityHashMap<>();

  /**
   * @param writer of a file that is open and tagged
   */
  Tags(PdfWriter writer) {
    this.writer = writer;
    root = writer.getStructureTreeRoot();
  }

  Tag document() {
    return document;
  }

  /** Begins a piece of content of a tag; the page ends it. */
  void begin(Tag tag, PdfContentByte page) {
    PdfStructureElement element = element(tag);
    element.remove(PdfName.K);
    page.beginMarkedContentSequence(element);
    int number = Objects.requireNonNull(element.getAsNumber(PdfName.K)).intValue();
    tag.add(new Mark(writer.getCurrentPage(), number));
  }

  /** Gives an annotation of the present page to a tag; tells the number it is found under. */
  int note(Tag tag, PdfIndirectReference annotation) {
    tag.add(new Note(writer.getCurrentPage(), annotation));
    return root.addExistingObject(element(tag).getReference());
  }

  /** Writes the tree into the file. */
  void close() throws IOException {
    write(document, root.getReference());
    root.put(PdfName.K, element(document).getReference());
  }

  private PdfStructureElement element(Tag tag) {
    return elements.computeIfAbsent(tag, any -> new PdfStructureElement(root, tag.role()));
  }

  private void write(Tag tag, PdfIndirectReference parent) throws IOException {
    PdfStructureElement element = element(tag);
    element.put(PdfName.P, parent);
    element.remove(PdfName.K);
    element.remove(PdfName.PG);
    element.merge(tag.properties());
    @Nullable PdfIndirectReference page = null;
    PdfArray kids = new PdfArray();
    for (Object kid : tag.kids()) {
      if (page == null && kid instanceof Mark mark) {
        page = mark.page();
        element.put(PdfName.PG, page);
      }
      kids.add(kid(kid, page));
    }
    if (kids.size() > 0) {
      element.put(PdfName.K, kids.size() == 1 ? kids.getPdfObject(0) : kids);
    }
    writer.addToBody(element, element.getReference());
    for (Object kid : tag.kids()) {
      if (kid instanceof Tag child) {
        write(child, element.getReference());
      }
    }
  }

  private PdfObject kid(Object kid, @Nullable PdfIndirectReference page) {
    return switch (kid) {
      case Tag tag -> element(tag).getReference();
      case Mark mark -> {
        if (mark.page() == page) {
          yield new PdfNumber(mark.number());
        }
        PdfDictionary elsewhere = new PdfDictionary(PdfName.MCR);
        elsewhere.put(PdfName.PG, mark.page());
        elsewhere.put(PdfName.MCID, new PdfNumber(mark.number()));
        yield elsewhere;
      }
      case Note note -> {
        PdfDictionary annotation = new PdfDictionary(new PdfName("OBJR"));
        annotation.put(PdfName.PG, note.page());
        annotation.put(new PdfName("Obj"), note.annotation());
        yield annotation;
      }
      default -> throw new IllegalStateException("No kid of a tag: " + kid);
    };
  }
}
