// The process that sends bursts: one task a message, one answer each.
import { Agent } from 'node:http';
import { openLoop } from '../../load/open-loop.js';
import { timedRequest, type TimedAnswer } from '../../load/timed-request.js';
import type { BurstMeasure, BurstTask } from './burst-process.js';

/** Connections of a client that does not care: as many as browsers and gateways together would hold. */
const CONNECTIONS = 256;

/** Stands for a status where nothing was heard when the time was over. */
const GIVEN_UP = -1;

async function burst({ port, token, paths, requests, durationMs }: BurstTask): Promise<BurstMeasure> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const before = process.cpuUsage();
  const headers = { authorization: `Bearer ${token}` };
  const waiting: (() => void)[] = [];
  let free = CONNECTIONS;
  let over = false;
  const ask = async (n: number): Promise<TimedAnswer> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    const answer = over ? undefined : await timedRequest(agent, port, { path: paths[n % paths.length] ?? '/', headers });
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
    return answer === undefined || over ? { status: GIVEN_UP, ms: 0 } : answer;
  };
  // Nobody waits for minutes to hear that he asks too often: connections end with the time, and what waits for one is not sent.
  const late = setTimeout(() => {
    over = true;
    agent.destroy();
  }, durationMs);
  const answers = await openLoop((requests * 1_000) / durationMs, durationMs, ask);
  clearTimeout(late);
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
