package io.chasqui.server.console.recipient;

import io.chasqui.contract.delivery.Channel;
import io.chasqui.server.console.Mask;
import io.chasqui.server.console.Viewer;
import io.chasqui.server.recipient.DirectoryEntry;
import io.chasqui.server.recipient.RecipientProfile;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a recipient: addresses are masked for everybody until they are asked for, the
 * name for viewers.
 *
 * @param isNamed whether the name is seen
 * @param isShown whether all is, which the audit has then
 */
public record MaskedRecipient(DirectoryEntry entry, boolean isNamed, boolean isShown) {

  /** As this person sees it without having asked. */
  static MaskedRecipient of(DirectoryEntry entry, Viewer viewer) {
    return new MaskedRecipient(entry, viewer.mayAct(), false);
  }

  /** Empty: none is known. */
  public String name() {
    String name = profile().name();
    return name == null ? "" : isNamed ? name : Mask.ofName(name);
  }

  /** Empty: there is none. */
  public String email() {
    return seen(Channel.EMAIL, profile().email());
  }

  /** Empty: there is none. */
  public String phone() {
    return seen(Channel.SMS, profile().phone());
  }

  /** Empty: there is none. */
  public String chat() {
    return seen(Channel.TELEGRAM, profile().telegramChatId());
  }

  /** Those that there are. */
  public List<String> addresses() {
    return Stream.of(email(), phone(), chat()).filter(one -> !one.isEmpty()).toList();
  }

  /** The path of its page. */
  public String path() {
    return RecipientsSection.PATH + "/" + entry.id();
  }

  private RecipientProfile profile() {
    return entry.profile();
  }

  private String seen(Channel channel, @Nullable String address) {
    return address == null ? "" : isShown ? address : Mask.of(channel, address);
  }

  /** Nothing of the person. */
  @Override
  public String toString() {
    return "MaskedRecipient[" + entry.id() + "]";
  }
}
