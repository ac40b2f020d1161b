package canary.feature;

import canary.feature.web.PublicController;

/** Breaks: a feature's root does not know what lies below it. */
public abstract class KnowsItsAdapter {

  abstract PublicController controller();
}
