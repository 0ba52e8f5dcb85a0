import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { employerToken } from '../../ledger/employers.js';
import { timedRequest } from '../../load/timed-request.js';
import { median } from '../../harness/summary.js';
import type { WallsMeasure, WallsParameters } from './parameters.js';

/** Times of refusals: of another's record, and of one that is not there. Each pair is asked by the next employer, in either order by chance. */
export async function timeRefusals(port: number, { place, employers, permits }: WallsParameters, pairs: number): Promise<WallsMeasure> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const tokens = await Promise.all(employers.map((employer) => employerToken(place.home, employer)));
  const times = { other: [] as number[], absent: [] as number[] };
  const ask = async (kind: keyof typeof times, caller: number, id: string): Promise<void> => {
    const { status, ms } = await timedRequest(agent, port, { path: `/v1/work-permits/${id}`, headers: { authorization: `Bearer ${tokens[caller] ?? ''}` } });
    if (status !== 404) throw new Error(`a record that is ${kind} was answered ${status}`);
    times[kind].push(ms);
  };
  for (let n = 0; n < pairs; n += 1) {
    const caller = n % employers.length;
    const other = (caller + 1 + Math.floor(Math.random() * (employers.length - 1))) % employers.length;
    const rounds = Math.floor(permits.length / employers.length);
    const others = permits[other + employers.length * Math.floor(Math.random() * rounds)] ?? '';
    const both = [() => ask('other', caller, others), () => ask('absent', caller, randomUUID())];
    if (Math.random() < 0.5) both.reverse();
    for (const one of both) await one();
  }
  agent.destroy();
  return { otherMs: median(times.other), absentMs: median(times.absent) };
}
