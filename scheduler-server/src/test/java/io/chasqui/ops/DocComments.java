package io.chasqui.ops;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds what is public and has no comment that says what it means: types, their methods, and the
 * components of records. What overrides something has its comment there; constructors put together
 * what their type's comment speaks of.
 */
final class DocComments {

  private DocComments() {}

  /** What lacks one among all sources below a folder. */
  static List<String> missingBelow(Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files =
            compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        Stream<Path> all = Files.walk(folder)) {
      List<Path> sources = all.filter(file -> file.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      Finder finder = new Finder(DocTrees.instance(task));
      for (CompilationUnitTree source : task.parse()) {
        finder.scan(source, null);
      }
      return finder.missing;
    }
  }

  /** Goes through what is public and stays out of everything else, and out of methods. */
  private static final class Finder extends TreePathScanner<Void, Void> {

    private final List<String> missing = new ArrayList<>();
    private final DocTrees comments;

    Finder(DocTrees comments) {
      this.comments = comments;
    }

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (!isPublic(type.getModifiers())) {
        return null;
      }
      check(type.getSimpleName());
      if (type.getKind() == Tree.Kind.RECORD) {
        checkComponents(type);
      }
      return super.visitClass(type, nothing);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      boolean isConstructor = method.getReturnType() == null;
      boolean overrides =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(one -> one.getAnnotationType().toString().equals("Override"));
      if (isPublic(method.getModifiers()) && !isConstructor && !overrides) {
        check(method.getName());
      }
      return null;
    }

    @Override
    public Void visitVariable(VariableTree field, Void nothing) {
      return null;
    }

    /** In an interface all is that is not private. */
    private boolean isPublic(ModifiersTree modifiers) {
      Set<Modifier> flags = modifiers.getFlags();
      return flags.contains(Modifier.PUBLIC)
          || !flags.contains(Modifier.PRIVATE)
              && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree outer
              && (outer.getKind() == Tree.Kind.INTERFACE
                  || outer.getKind() == Tree.Kind.ANNOTATION_TYPE);
    }

    private void check(CharSequence name) {
      if (comments.getDocComment(getCurrentPath()) == null) {
        missing.add(place() + name);
      }
    }

    private void checkComponents(ClassTree type) {
      Set<String> described = described();
      type.getMembers().stream()
          .filter(VariableTree.class::isInstance)
          .map(VariableTree.class::cast)
          .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
          .map(field -> field.getName().toString())
          .filter(component -> !described.contains(component))
          .forEach(
              component -> missing.add(place() + type.getSimpleName() + ", @param " + component));
    }

    private Set<String> described() {
      DocCommentTree comment = comments.getDocCommentTree(getCurrentPath());
      return comment == null
          ? Set.of()
          : comment.getBlockTags().stream()
              .filter(ParamTree.class::isInstance)
              .map(tag -> ((ParamTree) tag).getName().getName().toString())
              .collect(Collectors.toSet());
    }

    /** The file, and the types around this. */
    private String place() {
      StringBuilder place = new StringBuilder();
      for (TreePath path = getCurrentPath().getParentPath();
          path != null;
          path = path.getParentPath()) {
        if (path.getLeaf() instanceof ClassTree outer) {
          place.insert(0, outer.getSimpleName() + ".");
        }
      }
      String file = getCurrentPath().getCompilationUnit().getSourceFile().getName();
      return file.substring(file.lastIndexOf('/') + 1) + ": " + place;
    }
  }
}
