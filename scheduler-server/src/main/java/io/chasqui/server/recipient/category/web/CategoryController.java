package io.chasqui.server.recipient.category.web;

import io.chasqui.contract.category.CategoryList;
import io.chasqui.contract.category.CategoryRules;
import io.chasqui.contract.category.CategoryView;
import io.chasqui.contract.category.CategoryView.CapView;
import io.chasqui.server.api.language.SpanishAt;
import io.chasqui.server.api.openapi.Answers;
import io.chasqui.server.api.request.Words;
import io.chasqui.server.api.request.Written;
import io.chasqui.server.recipient.category.Cap;
import io.chasqui.server.recipient.category.Categories;
import io.chasqui.server.recipient.category.Category;
import io.chasqui.server.recipient.category.CategoryProblems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(
    path = {CategoryController.ADDRESS, CategoryController.SPANISH},
    produces = MediaType.APPLICATION_JSON_VALUE)
@SpanishAt(CategoryController.SPANISH)
@Tag(name = "categories", description = "Of what messages are, and what holds for all of a kind")
class CategoryController {

  static final String ADDRESS = "/api/categories";
  static final String SPANISH = "/api/categorias";

  private static final String NAME = "1-300 characters of A-Z a-z 0-9 . _ : -";

  private final Categories categories;

  CategoryController(Categories categories) {
    this.categories = categories;
  }

  @GetMapping
  @Operation(
      operationId = "listCategories",
      summary = "All categories, by name",
      description =
          "Those that were written down. A message may be of any other too, for which no rule"
              + " holds. In Spanish at /api/categorias, as all of these.")
  CategoryList list() {
    return new CategoryList(categories.list().stream().map(CategoryController::view).toList());
  }

  @GetMapping("/{id}")
  @Answers(404)
  @Operation(operationId = "getCategory", summary = "One category")
  CategoryView one(@PathVariable("id") @Parameter(description = NAME) String name) {
    return categories
        .find(name)
        .map(CategoryController::view)
        .orElseThrow(CategoryProblems::notFound);
  }

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ApiResponse(responseCode = "200", description = "Changed", useReturnTypeSchema = true)
  @ApiResponse(responseCode = "201", description = "Added", useReturnTypeSchema = true)
  @Operation(
      operationId = "putCategory",
      summary = "Say what holds for a category",
      description =
          "What is absent does not hold. It holds for what waits already, too; with other servers"
              + " than the one that was asked from a second later on.")
  ResponseEntity<CategoryView> put(
      @PathVariable("id") @Parameter(description = NAME) String name,
      @RequestBody Written<CategoryRules> request) {
    boolean isNew = categories.put(CategoryFields.read(name, request));
    return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
        .body(categories.find(name).map(CategoryController::view).orElseThrow());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @ApiResponse(responseCode = "204", description = "Removed")
  @Answers(404)
  @Answers(value = 409, when = "It is built in. Nothing was changed.")
  @Operation(
      operationId = "deleteCategory",
      summary = "Forget what holds for a category",
      description = "Messages may be of it all the same, and no rule holds for them.")
  void delete(@PathVariable("id") @Parameter(description = NAME) String name) {
    categories.remove(name);
  }

  private static CategoryView view(Category category) {
    Cap cap = category.cap();
    return new CategoryView(
        category.name(),
        category.mandatory(),
        category.ignoresQuietHours(),
        cap == null
            ? null
            : new CapView(
                cap.max(),
                cap.per().toString(),
                List.copyOf(cap.channels()),
                Words.of(cap.policy())),
        category.builtIn());
  }
}
