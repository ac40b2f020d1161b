package io.chasqui.quickstart.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerTest {

  @Test
  void opensAPdfInTheBrowserAndSavesAnythingElse() {
    Answer pdf = Answer.file(new byte[1], "application/pdf", "a.pdf");
    Answer page = Answer.file(new byte[1], "text/html", "a.html");

    assertThat(pdf.headers())
        .containsEntry("Content-Type", "application/pdf")
        .hasEntrySatisfying("Content-Disposition", value -> assertThat(value).startsWith("inline"));
    assertThat(page.headers())
        .containsEntry("Content-Type", "application/octet-stream")
        .hasEntrySatisfying(
            "Content-Disposition", value -> assertThat(value).startsWith("attachment"));
  }

  @Test
  void letsNoFileNameOutOfItsQuotesOrItsFolder() {
    assertThat(Answer.disposition("inline", "../\"a\r\nSet-Cookie: b\".pdf"))
        .isEqualTo(
            "inline; filename=\"..__a__Set-Cookie_ b_.pdf\";"
                + " filename*=UTF-8''.._%22a__Set-Cookie%3A%20b%22.pdf");
  }

  @Test
  void keepsANameInAnyLanguage() {
    assertThat(Answer.disposition("inline", "отчёт.pdf"))
        .isEqualTo(
            "inline; filename=\"_____.pdf\";"
                + " filename*=UTF-8''%D0%BE%D1%82%D1%87%D1%91%D1%82.pdf");
  }
}
