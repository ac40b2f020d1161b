package canary.other;

import canary.feature.web.PublicController;

/** Breaks: of another feature only the root is known. */
public abstract class KnowsAnothersAdapter {

  abstract PublicController controller();
}
