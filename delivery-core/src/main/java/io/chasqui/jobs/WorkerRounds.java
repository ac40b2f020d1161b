package io.chasqui.jobs;

import java.util.List;

/** What a worker does every few seconds, each in a thread of its own. */
record WorkerRounds(List<Rounds> all) {}
