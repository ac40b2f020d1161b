package io.chasqui.contract.template;

/**
 * What is wrong with a part of a template.
 *
 * @param field subject, text, html, push.title, …
 * @param line from 1
 * @param column in the line, from 1, in characters
 * @param message in the caller's language
 */
public record TemplateError(String field, int line, int column, String message) {}
