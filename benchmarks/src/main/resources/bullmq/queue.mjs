// What the worker and the enqueuer have in common.
export const QUEUE = 'mails';

/** BullMQ demands of a worker's connection that it never gives up. */
export function redis(port) {
  return { host: '127.0.0.1', port: Number(port), maxRetriesPerRequest: null };
}
