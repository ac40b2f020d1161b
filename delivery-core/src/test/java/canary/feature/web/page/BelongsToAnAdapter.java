package canary.feature.web.page;

import canary.feature.web.PublicController;

/** Breaks nothing: it is of the package that it uses. */
public abstract class BelongsToAnAdapter {

  abstract PublicController controller();
}
