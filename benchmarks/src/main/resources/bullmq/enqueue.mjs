// Enqueues a job for each mail of a list, all due at the same moment.
import { readFileSync } from 'node:fs';
import { Queue } from 'bullmq';
import { QUEUE, redis } from './queue.mjs';

const BATCH = 500;

const [redisPort, list, dueAt] = process.argv.slice(2);
const mails = JSON.parse(readFileSync(list, 'utf8'));
const queue = new Queue(QUEUE, { connection: redis(redisPort) });
for (let from = 0; from < mails.length; from += BATCH) {
  // BullMQ counts the delay from the timestamp on, to the millisecond.
  const timestamp = Date.now();
  const opts = { timestamp, delay: Math.max(0, dueAt - timestamp) };
  const batch = mails.slice(from, from + BATCH);
  await queue.addBulk(batch.map((data) => ({ name: 'mail', data, opts })));
}
await queue.close();
