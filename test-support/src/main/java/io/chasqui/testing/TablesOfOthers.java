package io.chasqui.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.asm.ClassReader;

/**
 * A class names tables in SQL only of the feature that it is of, which is part of the name of its
 * package. SQL is found in the constants of class files, where a text that is put together of
 * others stands whole; its key words are in capitals, as everywhere here but in JobRunr's. Not seen
 * are names that are put in while it runs, and those in a list behind a function or a query.
 */
final class TablesOfOthers extends ArchCondition<JavaClass> {

  /**
   * Who may name a table of another feature.
   *
   * @param types a class, or a package with all below it, {@code io.chasqui.worker.}
   * @param owner the feature whose tables these are
   * @param reason why it does not ask at that feature's root
   */
  private record Exempt(String types, String owner, String reason) {

    boolean isAbout(JavaClass type) {
      return types.endsWith(".")
          ? type.getName().startsWith(types)
          : type.getName().equals(types) || type.getName().startsWith(types + "$");
    }
  }

  /**
   * What may refuse a message is asked by the one statement of {@code Refusals}: the table of a
   * feature that may do so is added for that class. None of its texts is a constant that another
   * class could have in its own file.
   */
  private static final List<Exempt> EXEMPT =
      List.of(
          new Exempt(
              "io.chasqui.delivery.store.Refusals",
              "suppression",
              "The one statement that says who must not be written to, at the claim and before the"
                  + " last byte"),
          new Exempt(
              "io.chasqui.delivery.store.Refusals",
              "recipient",
              "The one statement asks too who is erased, what somebody wants and where they are"
                  + " written to now, and a worker does not see the directory's classes"),
          new Exempt(
              "io.chasqui.delivery.store.Refusals",
              "push",
              "The one statement asks too whose a browser is now: it may become another's before"
                  + " the last byte"),
          new Exempt(
              "io.chasqui.server.recipient.category.store.PostgresCategoryStore",
              "suppression",
              "What may refuse is with the suppressions, the workers' too; what people say of"
                  + " categories is the directory's"),
          new Exempt(
              "io.chasqui.delivery.suppression.PostgresHashKeyStore",
              "recipient",
              "The key of the hashes is the workers' too: a chat that stops the bot is known by its"
                  + " hash"),
          new Exempt(
              "io.chasqui.delivery.push.store.PostgresPushSubscriptions",
              "recipient",
              "A worker that hears of a browser that is gone raises its recipient's version, and"
                  + " does not see the directory's classes"),
          new Exempt(
              "io.chasqui.delivery.webhook.store.PostgresEndpoints",
              "recipient",
              "A worker that disables an endpoint raises its recipient's version, and does not see"
                  + " the directory's classes"),
          new Exempt(
              "io.chasqui.worker.",
              "jobs",
              "What takes jobs, gives back lost ones and sets broken ones aside is the workers'"
                  + " half of jobs, which the server does not see"),
          new Exempt(
              "io.chasqui.worker.jobrunr.QueueJobTable",
              "delivery",
              "Leaves out the jobs whose deliveries are being sent, in the statement that reads a"
                  + " page of jobs: left out later, they would fill the page"),
          new Exempt(
              "io.chasqui.worker.maintenance.LostJobs",
              "delivery",
              "Looks at open deliveries beside their jobs' rows, in one statement: between two,"
                  + " jobs would seem lost that are not"),
          new Exempt(
              "io.chasqui.worker.lane.ChannelHealthReporter",
              "status",
              "This table is how workers tell the server how their providers are; neither sees the"
                  + " other's classes"),
          new Exempt(
              "io.chasqui.server.recipient.store.PostgresRecipientStore",
              "telegram",
              "Whose phone was shared with a bot is known to the workers' table alone, and the"
                  + " server does not see their classes"),
          new Exempt(
              "io.chasqui.server.delivery.store.StrandedProgressStore",
              "telegram",
              "What is left when a month of deliveries has gone is removed by the server; the"
                  + " worker whose table it is removes by delivery alone, and may not run at all"));

  private static final int CONSTANT_STRING = 8;

  private static final String TABLE = "(?:ONLY )?(?:public\\.)?[a-z][a-z_0-9]*";
  private static final String ALIAS = "(?: (?:AS )?[a-z][a-z_0-9]*)?";

  /** A list of tables; those that are given by a function or a query are none. */
  private static final Pattern TABLES =
      Pattern.compile(
          "\\b(?:FROM|JOIN|INTO|UPDATE|USING|TABLE|TRUNCATE) (%1$s%2$s(?:, %1$s%2$s)*)"
              .formatted(TABLE, ALIAS));

  private static final Pattern NAME =
      Pattern.compile("(?:^|, )(?:ONLY )?(?:public\\.)?([a-z_0-9]+)");

  private final TableOwners owners = TableOwners.known();
  private final Set<Exempt> seen = new HashSet<>();
  private final Set<Exempt> needed = new HashSet<>();

  TablesOfOthers() {
    super("name only tables of their own feature in SQL");
  }

  @Override
  public void init(Collection<JavaClass> all) {
    seen.clear();
    needed.clear();
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    EXEMPT.stream().filter(one -> one.isAbout(type)).forEach(seen::add);
    for (String table : tables(type)) {
      owners
          .of(table)
          .filter(owner -> !isOf(owner, type) && !isExcepted(type, owner))
          .ifPresent(
              owner ->
                  events.add(
                      SimpleConditionEvent.violated(
                          type,
                          "%s names the table %s of the feature %s: ask at its root"
                              .formatted(type.getName(), table, owner))));
    }
  }

  @Override
  public void finish(ConditionEvents events) {
    seen.stream()
        .filter(one -> !needed.contains(one))
        .forEach(
            one ->
                events.add(
                    SimpleConditionEvent.violated(
                        one, "nobody needs the exception any more: " + one)));
  }

  private static boolean isOf(String feature, JavaClass type) {
    return (type.getPackageName() + ".").contains("." + feature + ".");
  }

  private boolean isExcepted(JavaClass type, String owner) {
    List<Exempt> found =
        EXEMPT.stream().filter(one -> one.owner().equals(owner) && one.isAbout(type)).toList();
    needed.addAll(found);
    return !found.isEmpty();
  }

  /** The names of tables in its SQL, and what may be some. */
  private static Set<String> tables(JavaClass type) {
    Set<String> names = new TreeSet<>();
    for (String text : constants(type)) {
      Matcher lists = TABLES.matcher(text.replaceAll("\\s+", " "));
      while (lists.find()) {
        NAME.matcher(lists.group(1)).results().map(name -> name.group(1)).forEach(names::add);
      }
    }
    return names;
  }

  private static List<String> constants(JavaClass type) {
    List<String> constants = new ArrayList<>();
    try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      ClassReader reader = new ClassReader(file);
      char[] buffer = new char[reader.getMaxStringLength()];
      for (int i = 1; i < reader.getItemCount(); i++) {
        int item = reader.getItem(i);
        if (item > 0 && reader.readByte(item - 1) == CONSTANT_STRING) {
          constants.add((String) reader.readConst(i, buffer));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return constants;
  }
}
