package io.chasqui.contract.template;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.chasqui.contract.constraint.OneLine;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What is said about an act on a template.
 *
 * @param note in Spanish nota, kept in the audit
 * @param activate in Spanish activar, of an approval: whether it is used from now on
 */
public record TemplateNoteRequest(
    @JsonAlias("nota") @Size(max = 500) @OneLine @Nullable String note,
    @JsonAlias("activar") @Nullable Boolean activate) {}
