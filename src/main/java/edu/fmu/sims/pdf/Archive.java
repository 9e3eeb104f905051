package edu.fmu.sims.pdf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.openpdf.text.pdf.PdfArray;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfNumber;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfStream;
import org.openpdf.text.pdf.PdfString;
import org.openpdf.text.pdf.PdfWriter;

/** What makes the file one for archives (PDF/A-2a) and for everybody (PDF/UA-1). */
final class Archive {

  private static final byte[] SRGB = srgb();

  private static final String UA_EXTENSION =
      """
      <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
       xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
      <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
      </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
      """;

  private Archive() {}

  /** Says in the file what it is and which colours it means. */
  static void describe(PdfWriter writer, Particulars particulars, String title) throws IOException {
    writer.setXmpMetadata(metadata(particulars, title).getBytes(StandardCharsets.UTF_8));
    PdfStream profile = new PdfStream(SRGB);
    profile.put(PdfName.N, new PdfNumber(3));
    PdfDictionary intent = new PdfDictionary(new PdfName("OutputIntent"));
    intent.put(PdfName.S, new PdfName("GTS_PDFA1"));
    intent.put(new PdfName("OutputConditionIdentifier"), new PdfString("sRGB"));
    intent.put(PdfName.INFO, new PdfString("sRGB IEC61966-2.1"));
    intent.put(new PdfName("DestOutputProfile"), writer.addToBody(profile).getIndirectReference());
    writer.getExtraCatalog().put(new PdfName("OutputIntents"), new PdfArray((PdfObject) intent));
  }

  private static String metadata(Particulars particulars, String title) {
    LocalDate day = particulars.issuedOn();
    return "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        + "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        + "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        + " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
        + " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
        + " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
        + "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
        + "<pdfuaid:part>1</pdfuaid:part>\n"
        + "<dc:format>application/pdf</dc:format>"
        + "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"
        + escaped(title)
        + "</rdf:li></rdf:Alt></dc:title>"
        + "<dc:creator><rdf:Seq><rdf:li>"
        + escaped(particulars.institution().name())
        + "</rdf:li></rdf:Seq></dc:creator>"
        + "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">Serial "
        + escaped(particulars.serial())
        + "</rdf:li></rdf:Alt></dc:description>"
        + "<dc:identifier>"
        + escaped(particulars.verifyUrl())
        + "</dc:identifier>\n"
        + "<xmp:CreatorTool>SIMS</xmp:CreatorTool>"
        + "<xmp:CreateDate>"
        + day
        + "T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>"
        + day
        + "T00:00:00Z</xmp:ModifyDate></rdf:Description>\n"
        + UA_EXTENSION
        + "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>";
  }

  /** What XML does not know at all is left out: a name may hold anything. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .filter(c -> c >= ' ' && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF))
        .forEach(
            c -> {
              switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(c);
              }
            });
    return escaped.toString();
  }

  /**
   * A profile of the sRGB colours in the least form (ICC.1:2001-04): its primaries adapted to D50
   * and a gamma of 2.2.
   */
  private static byte[] srgb() {
    byte[] words = text("sRGB");
    byte[] curve =
        ByteBuffer.allocate(16)
            .putInt(0x63757276)
            .putInt(0)
            .putInt(1)
            .putShort((short) 0x0233)
            .array();
    byte[][] parts = {
      description(words),
      text("text", words),
      xyz(0xF6D6, 0x10000, 0xD32D),
      xyz(0x6FA2, 0x38F5, 0x0390),
      xyz(0x6299, 0xB785, 0x18DA),
      xyz(0x24A0, 0x0F84, 0xB6CF),
      curve
    };
    String[] names = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
    int table = 128 + 4 + names.length * 12;
    int size = table;
    for (byte[] part : parts) {
      size += part.length;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putInt(size).putInt(0).putInt(0x02100000).put(text("mntrRGB XYZ "));
    out.putShort((short) 2026).putShort((short) 1).putShort((short) 1).position(36);
    out.put(text("acsp")).position(68);
    out.putInt(0xF6D6).putInt(0x10000).putInt(0xD32D).position(128);
    out.putInt(names.length);
    int at = table;
    for (int i = 0; i < names.length; i++) {
      int part = Math.min(i, parts.length - 1);
      out.put(text(names[i])).putInt(at).putInt(parts[part].length);
      at += i < parts.length - 1 ? parts[part].length : 0;
    }
    for (byte[] part : parts) {
      out.put(part);
    }
    return out.array();
  }

  private static byte[] text(String ascii) {
    return ascii.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] text(String type, byte[] words) {
    return ByteBuffer.allocate(8 + words.length + 4).put(text(type)).putInt(0).put(words).array();
  }

  /** A text of version 2 of the format, with its forms for other scripts empty. */
  private static byte[] description(byte[] words) {
    return ByteBuffer.allocate(12 + words.length + 1 + 8 + 3 + 67 + 1)
        .put(text("desc"))
        .putInt(0)
        .putInt(words.length + 1)
        .put(words)
        .array();
  }

  private static byte[] xyz(int x, int y, int z) {
    return ByteBuffer.allocate(20)
        .put(text("XYZ "))
        .putInt(0)
        .putInt(x)
        .putInt(y)
        .putInt(z)
        .array();
  }
}
