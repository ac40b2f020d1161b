package io.chasqui.server.template.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds tags that name nothing that there is. */
public final class UnknownNames {

  private UnknownNames() {}

  /** Each tag that is at fault; in a section of a list or an object a name may be of its own. */
  public static List<TemplateFault> faults(List<Tag> tags, Names names) {
    List<TemplateFault> faults = new ArrayList<>();
    Deque<Boolean> hold = new ArrayDeque<>();
    for (Tag tag : tags) {
      if (tag.kind() == Tag.Kind.END) {
        hold.pollLast();
        continue;
      }
      boolean isInOne = hold.contains(true);
      if (tag.name().equals(".") ? !isInOne : !isInOne && !names.has(tag.name())) {
        faults.add(TemplateFault.at(tag, "template.unknownName", tag.name()));
      }
      if (tag.opens()) {
        hold.addLast(tag.kind() == Tag.Kind.SECTION && (isInOne || names.holdsNames(tag.name())));
      }
    }
    return faults;
  }
}
