package canary.feature;

import canary.feature.web.PublicController;

/** Breaks: features do not know their adapters. */
abstract class KnowsItsAdapter {

  abstract PublicController controller();
}
