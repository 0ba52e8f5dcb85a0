// The process that sends bursts: one task a message, one answer each.
import { Agent } from 'node:http';
import { openLoop } from '../../load/open-loop.js';
import { timedRequest } from '../../load/timed-request.js';
import type { BurstMeasure, BurstTask } from './burst-process.js';

/** Connections of a client that does not care: as many as browsers and gateways together would hold. */
const CONNECTIONS = 256;

async function burst({ port, token, paths, requests, durationMs }: BurstTask): Promise<BurstMeasure> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const before = process.cpuUsage();
  const headers = { authorization: `Bearer ${token}` };
  const answers = await openLoop((requests * 1_000) / durationMs, durationMs, (n) => timedRequest(agent, port, { path: paths[n % paths.length] ?? '/', headers }));
  agent.destroy();
  const { user, system } = process.cpuUsage(before);
  const of = (status: number): number => answers.filter((one) => one.status === status).length;
  return { answered200: of(200), tooMany: of(429), cut: of(0), senderCpuMs: (user + system) / 1_000 };
}

process.on('message', (task: BurstTask) => {
  burst(task).then(
    (measure) => process.send?.(measure),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
