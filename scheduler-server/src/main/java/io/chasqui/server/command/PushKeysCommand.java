package io.chasqui.server.command;

import io.chasqui.delivery.push.VapidKeys;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Needs no settings, and no database. */
@Command(
    name = "push-keys",
    mixinStandardHelpOptions = true,
    description = "Makes the keys of web push and prints them, as settings.")
final class PushKeysCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    VapidKeys keys = VapidKeys.fresh();
    PrintWriter out = spec.commandLine().getOut();
    out.println("CHASQUI_PUSH_VAPIDPUBLICKEY=" + keys.publicText());
    out.println("CHASQUI_PUSH_VAPIDPRIVATEKEY=" + keys.privateText());
    return CommandLine.ExitCode.OK;
  }
}
