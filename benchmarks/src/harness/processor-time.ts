// Law: the work of a turn is the processor time of the contender's process and of the server's processes on its databases, as the system counts it.
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import type { StartedContender } from './bench.js';
import type { LoadMeasure } from './closed-loop.js';

/** A measure with the work of one request, in microseconds; NaN where the system does not tell (no /proc, or another machine's server). */
export type WorkMeasure = LoadMeasure & { readonly cpuUs: number };

/** A contender whose work is counted. It says how much a request costs, however busy the machine is with other things. */
export async function countingWork<Task>(
  contender: StartedContender<Task, LoadMeasure>,
  databases: readonly string[],
): Promise<StartedContender<Task, WorkMeasure>> {
  const [first = ''] = databases;
  const client = new pg.Client({ connectionString: first });
  client.on('error', () => undefined);
  await client.connect();
  const names = databases.map((url) => new URL(url).pathname.slice(1));
  const spent = async (): Promise<ReadonlyMap<number, number>> => {
    const { rows } = await client.query<{ pid: number }>(
      'select pid from pg_stat_activity where datname = any($1) and pid <> pg_backend_pid()',
      [names],
    );
    const pids = [contender.pid, ...rows.map(({ pid }) => pid)];
    return new Map(await Promise.all(pids.map(async (pid) => [pid, await processorTimeUs(pid)] as const)));
  };
  return {
    ...contender,
    async work(task) {
      const before = await spent();
      const measure = await contender.work(task);
      // A process that ended meanwhile was an idle connection; one that began has worked since zero.
      const times = [...(await spent())].map(([pid, time]) => time - (before.get(pid) ?? 0));
      return { ...measure, cpuUs: times.reduce((sum, time) => sum + time, 0) / measure.count };
    },
    async close() {
      await client.end();
      await contender.close();
    },
  };
}

/** Processor time of a process since its start, in microseconds. */
async function processorTimeUs(pid: number): Promise<number> {
  try {
    // User and system time of all its threads, in ticks of 10 ms (proc(5)); the name before them may hold spaces.
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    return Number.NaN;
  }
}
