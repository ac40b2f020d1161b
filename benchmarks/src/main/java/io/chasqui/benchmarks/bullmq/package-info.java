/** BullMQ and nodemailer, on Node.js and Redis: what the third yardstick is made of. */
@NullMarked
package io.chasqui.benchmarks.bullmq;

import org.jspecify.annotations.NullMarked;
