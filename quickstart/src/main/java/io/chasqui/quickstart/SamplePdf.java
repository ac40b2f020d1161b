package io.chasqui.quickstart;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The smallest PDF that every viewer opens: one A4 page with one line. */
public final class SamplePdf {

  private SamplePdf() {}

  /** A page with this line, which must be ASCII. */
  public static byte[] page(String line) {
    String escaped = line.replaceAll("([\\\\()])", "\\\\$1");
    String content = "BT /F1 24 Tf 72 760 Td (" + escaped + ") Tj ET";
    List<String> objects =
        List.of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
                + " /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream");
    StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
    StringBuilder table = new StringBuilder("0000000000 65535 f \n");
    for (int i = 0; i < objects.size(); i++) {
      table.append(
          String.format(Locale.ROOT, "%010d 00000 n %n", pdf.length()).replace("\r\n", "\n"));
      pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
    }
    int tableAt = pdf.length();
    int size = objects.size() + 1;
    pdf.append("xref\n0 ").append(size).append('\n').append(table);
    pdf.append("trailer\n<< /Size ").append(size).append(" /Root 1 0 R >>\n");
    pdf.append("startxref\n").append(tableAt).append("\n%%EOF\n");
    return pdf.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
