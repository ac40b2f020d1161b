package io.chasqui.server.template.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPlacesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE"
            + " html><html><head><title>{{name}}</title><style>a{b:c}</style></head><body>{{name}}",
        "<p class=\"{{name}}\" title='{{name}}'>{{#yes}}<b>{{name}}</b>{{/yes}}</p>",
        "<a href=\"{{link}}\">x</a><img src='{{link2}}' alt=\"{{name}}\">",
        "<a href=\"{{#yes}}{{link}}{{/yes}}\">x</a>",
        "<ul>{{#list}}<li>{{.}} {{own}}</li>{{/list}}</ul>",
        "<!-- a remark --><br/>{{! of ours }}{{name}}",
        "<script>var a = 1;</script>{{name}}",
        "1 < 2 <3 {{name}}",
        "<td width=100 height = '5'>{{name}}</td>",
        "<!---->{{name}}<!-->{{name}}",
        "a { b } {{name}}",
        "<a href=' HTTPS://x/?u={{link}}'>x</a><a href='{{link}}?a={{link2}}'>x</a>",
        "<a href='/go?to={{link}}'>x</a><SCRIPT>1</SCRIPT >{{name}}",
        "<title></titles>{{name}}</title>{{name}}<my-part a='{{name}}'>"
      })
  void valuesStandInTextAndInQuotedAttributes(String html) {
    assertThat(faults(html)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<script>{{name}}</script>                | template.htmlPlace",
        "<style>a{color:{{name}}}</style>         | template.htmlPlace",
        "<!-- {{name}} -->                        | template.htmlPlace",
        "<!-- {{#yes}} --> {{/yes}}               | template.htmlPlace",
        "<a {{name}}>                             | template.htmlPlace",
        "<a{{name}}>                              | template.htmlPlace",
        "<a b{{name}}='c'>                        | template.htmlPlace",
        "<a b={{name}}>                           | template.htmlPlace",
        "<a b=c{{name}}>                          | template.htmlPlace",
        "<a b={{! c }}'{{name}}'>                 | template.htmlPlace",
        "<{{name}}>                               | template.htmlBracket",
        "</{{name}}>                              | template.htmlBracket",
        "<{{#yes}}script{{/yes}}>                 | template.htmlBracket",
        "{{#yes}}<{{/yes}}script>                 | template.htmlBracket",
        "<{{! x }}script>                         | template.htmlBracket",
        "<!{{! x }}-->                            | template.htmlPlace",
        "<a onclick='{{name}}'>                   | template.htmlAttribute",
        "<a style='{{name}}'>                     | template.htmlAttribute",
        "<meta content='{{link}}'>                | template.htmlAttribute",
        "<a href='{{name}}'>                      | template.htmlAddress",
        "<a HREF='https://x/{{name}}'>            | template.htmlAddress",
        "<img src=\"{{recipient.name}}\">         | template.htmlAddress",
        "<a href='{{#list}}{{link}}{{/list}}'>    | template.htmlAddress",
        "{{#list}}<a href='{{link}}'>{{/list}}    | template.htmlAddress",
        "<a b='{{#yes}}'{{/yes}}>                 | template.htmlPlace",
        "<a b='{{#yes}}' c='{{/yes}}'>            | template.htmlSection",
        "{{#yes}}<a b='{{/yes}}'>                 | template.htmlSection",
        "{{#yes}}<script>{{/yes}}                 | template.htmlPlace",
        "<title>{{#yes}}</tit{{/yes}}le>          | template.htmlPlace",
        "<svg><style>{{name}}                     | template.htmlElement",
        "<noscript>                               | template.htmlElement",
        "<script><!--<script></script>{{name}}    | template.htmlScriptComment",
        "<a b='c                                  | template.htmlUnfinished",
        "<!-- a                                   | template.htmlUnfinished",
        "<a \"b\">                                | template.htmlQuote",
        "<script></scripts>{{name}}</script>      | template.htmlPlace",
        "<script></\u017Fcript>{{name}}</script>  | template.htmlPlace",
        "<style></\u017Ftyle >{{name}}</style>    | template.htmlPlace",
        "<script_x><a href='</script>{{name}}'>   | template.htmlAddress",
        "<title></tit{{name}}>                    | template.htmlBracket",
        "<title></title{{name}}>                  | template.htmlBracket",
        "<a ='{{name}}'>                          | template.htmlQuote",
        "<a href/='{{link}}'>                     | template.htmlQuote",
        "<script src='{{link}}'></script>         | template.htmlAttribute",
        "<base href='{{link}}'>                   | template.htmlAttribute",
        "<object data='{{link}}'>                 | template.htmlAttribute",
        "<param value='{{name}}'>                 | template.htmlAttribute",
        "<a href=\"javascript:go('{{link}}')\">   | template.htmlAddress",
        "<a href='&#106;avascript:{{link}}'>      | template.htmlAddress",
        "<a href='{{#yes}}{{link}}{{/yes}}javascript:{{link}}'> | template.htmlAddress"
      })
  void elsewhereTheyAreRefused(String html, String key) {
    assertThat(faults(html)).extracting(TemplateFault::messageKey).containsExactly(key);
  }

  @Test
  void thePlaceIsNamed() {
    assertThat(faults("<p>\n <a href='{{name}}'>"))
        .extracting(TemplateFault::line, TemplateFault::column)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(2, 11));
  }

  @ParameterizedTest
  @CsvSource({
    "{{other}}, other",
    "{{#yes}}{{other}}{{/yes}}, other",
    "{{.}}, .",
    "{{^list}}{{own}}{{/list}}, own",
    "{{recipient.other}}, recipient.other"
  })
  void whatNamesNothingIsFound(String text, String name) {
    assertThat(UnknownNames.faults(TemplateText.tags(text), SomeNames.NAMES))
        .singleElement()
        .satisfies(fault -> assertThat(fault.arguments()).containsExactly(name));
    assertThat(
            UnknownNames.faults(
                TemplateText.tags("{{#list}}{{own}}{{#own}}{{.}}{{/own}}{{/list}}{{name}}"),
                SomeNames.NAMES))
        .isEmpty();
  }

  private static List<TemplateFault> faults(String html) {
    return HtmlPlaces.faults(html, TemplateText.tags(html), SomeNames.NAMES);
  }
}
