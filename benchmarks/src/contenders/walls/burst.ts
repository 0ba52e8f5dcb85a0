import { Agent } from 'node:http';
import { quantile } from '../../harness/summary.js';
import { employerToken } from '../../ledger/employers.js';
import { openLoop } from '../../load/open-loop.js';
import { timedRequest, type TimedAnswer } from '../../load/timed-request.js';
import type { WallsMeasure, WallsParameters, WallsTask } from './parameters.js';

/** Requests a minute of the quota under which the burst runs. */
export const QUOTA = 600;
/** Employers who never send a burst: the last ones. A quota that was spent is nobody's measure of how long others wait. */
const QUIET = 16;
/** Requests a second of each of them: well within their quotas. */
const PER_SECOND = 6;

/** How long the others wait, alone or beside one of the first employers, who sends ten times his quota. */
export async function timeOthers(port: number, { place, employers, permits }: WallsParameters, { durationMs, burst, whose }: WallsTask & { readonly kind: 'others' }): Promise<WallsMeasure> {
  // Connections of their own: what waits for a socket of the generator is not the program's to answer for.
  const agents = { quiet: new Agent({ keepAlive: true, maxSockets: 256 }), loud: new Agent({ keepAlive: true, maxSockets: 256 }) };
  const tokens = await Promise.all(employers.map((employer) => employerToken(place.home, employer)));
  const own = (agent: Agent, caller: number, n: number): Promise<TimedAnswer> => {
    const rounds = Math.floor(permits.length / employers.length);
    const id = permits[caller + employers.length * (n % rounds)] ?? '';
    return timedRequest(agent, port, { path: `/v1/work-permits/${id}`, headers: { authorization: `Bearer ${tokens[caller] ?? ''}` } });
  };
  const others = employers.map((_, caller) => caller).slice(-QUIET);
  const quiet = openLoop(PER_SECOND * others.length, durationMs, (n) => own(agents.quiet, others[n % others.length] ?? 0, Math.floor(n / others.length)));
  const loud = burst ? openLoop((10 * QUOTA * 1_000) / durationMs, durationMs, (n) => own(agents.loud, whose, n)) : Promise.resolve([]);
  const [of, by] = await Promise.all([quiet, loud]);
  for (const agent of Object.values(agents)) agent.destroy();
  return {
    othersP99Ms: quantile(of.map(({ ms }) => ms), 0.99),
    othersRefused: of.filter(({ status }) => status !== 200).length,
    tooMany: by.filter(({ status }) => status === 429).length,
  };
}
