package canary.platform;

import canary.feature.web.PublicController;

/** Breaks: the platform knows nothing of ours. */
abstract class KnowsAFeature {

  abstract PublicController controller();
}
