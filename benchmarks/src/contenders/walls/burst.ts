import { Agent } from 'node:http';
import { quantile } from '../../harness/summary.js';
import { employerToken } from '../../ledger/employers.js';
import { openLoop } from '../../load/open-loop.js';
import { timedRequest, type TimedAnswer } from '../../load/timed-request.js';
import type { ChildServer } from '../../servers/child-server.js';
import type { BurstMeasure, BurstSender } from './burst-process.js';
import type { WallsMeasure, WallsParameters, WallsTask } from './parameters.js';

/** Requests a minute of the quota under which the burst runs. */
export const QUOTA = 600;
/** Employers who never send a burst: the last ones. A quota that was spent is nobody's measure of how long others wait. */
const QUIET = 16;
/** Requests a second of each of them: well within their quotas. */
const PER_SECOND = 6;
const WARM_UP_MS = 3_000;

/** How long the others wait, alone or beside one of the first employers, who sends ten times his quota. */
export async function timeOthers(
  server: Pick<ChildServer, 'port' | 'cpuMicros'>,
  sender: BurstSender,
  { place, employers, permits }: WallsParameters,
  { durationMs, burst, whose }: WallsTask & { readonly kind: 'others' },
): Promise<WallsMeasure> {
  const { port } = server;
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  const tokens = await Promise.all(employers.map((employer) => employerToken(place.home, employer)));
  const rounds = Math.floor(permits.length / employers.length);
  const pathOf = (caller: number, n: number): string => `/v1/work-permits/${permits[caller + employers.length * (n % rounds)] ?? ''}`;
  const own = (caller: number, n: number): Promise<TimedAnswer> => timedRequest(agent, port, { path: pathOf(caller, n), headers: { authorization: `Bearer ${tokens[caller] ?? ''}` } });
  const others = employers.map((_, caller) => caller).slice(-QUIET);
  // Behind a pause connections are opened anew and code is cold; of that the first to ask would tell, beside a burst or not.
  await openLoop(PER_SECOND * others.length, WARM_UP_MS, (n) => own(others[n % others.length] ?? 0, n));
  const before = server.cpuMicros();
  const quiet = openLoop(PER_SECOND * others.length, durationMs, (n) => own(others[n % others.length] ?? 0, Math.floor(n / others.length)));
  const paths = Array.from({ length: rounds }, (_, n) => pathOf(whose, n));
  const loud: Promise<BurstMeasure | undefined> = burst ? sender.send({ port, token: tokens[whose] ?? '', paths, requests: 10 * QUOTA, durationMs }) : Promise.resolve(undefined);
  const of = await quiet;
  const serverCpuMs = (server.cpuMicros() - before) / 1_000;
  const by = await loud;
  agent.destroy();
  return {
    othersP99Ms: quantile(of.map(({ ms }) => ms), 0.99),
    othersRefused: of.filter(({ status }) => status !== 200).length,
    serverCpuMs,
    ...(by === undefined ? {} : { tooMany: by.tooMany, cut: by.cut, senderCpuMs: by.senderCpuMs }),
  };
}
