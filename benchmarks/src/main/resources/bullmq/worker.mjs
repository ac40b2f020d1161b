// Sends a mail for each job, over a pool of kept connections.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'bullmq';
import nodemailer from 'nodemailer';
import { QUEUE, redis } from './queue.mjs';

const [redisPort, smtpPort, connections, concurrency, reports, textFile, htmlFile] =
  process.argv.slice(2);
const text = readFileSync(textFile, 'utf8');
const html = readFileSync(htmlFile, 'utf8');

const smtp = nodemailer.createTransport({
  pool: true,
  host: '127.0.0.1',
  port: Number(smtpPort),
  secure: false,
  ignoreTLS: true,
  maxConnections: Number(connections),
  maxMessages: Infinity,
});

async function send({ data }) {
  await smtp.sendMail({
    from: data.from,
    to: data.to,
    subject: data.subject,
    text,
    html,
    headers: { 'X-Correlation-Id': data.correlationId, 'Auto-Submitted': 'auto-generated' },
    // By its path, so that nodemailer reads and encodes it as a stream.
    attachments: [
      {
        filename: data.report,
        path: join(reports, data.report),
        contentType: 'application/pdf',
      },
    ],
  });
}

const worker = new Worker(QUEUE, send, {
  connection: redis(redisPort),
  concurrency: Number(concurrency),
});
worker.on('error', (error) => console.error(error));
// Nothing may fail here: a mail that is sent again would spoil what is measured.
worker.on('failed', (job, error) => {
  console.error(error);
  process.exit(1);
});
await worker.waitUntilReady();
console.log('ready');
