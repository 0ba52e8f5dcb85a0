// Law: whatever becomes of a bench, its processes are ended and its databases dropped.
import type { Bench, BenchResult, StartedContender } from './bench.js';
import { describeMachine, type Machine } from './machine.js';
import { openServer } from './server.js';
import { startContender } from './start-contender.js';

/** A result as it is printed and kept. */
export interface BenchReport extends BenchResult {
  readonly bench: string;
  readonly title: string;
  readonly quick: boolean;
  readonly at: string;
  readonly seconds: number;
  readonly machine: Machine;
}

/** Runs a bench on a server of its own or DATABASE_URL's. */
export async function runBench(bench: Bench, quick: boolean, say: (line: string) => void): Promise<BenchReport> {
  const begun = performance.now();
  const server = await openServer(fromEnvironment('DATABASE_URL'));
  const started: StartedContender<unknown, unknown>[] = [];
  try {
    const machine = describeMachine(await server.settings());
    const result = await bench.run({
      quick,
      eventStoreUrl: fromEnvironment('EVENTSTORE_URL'),
      async start<Task, Measure>(module: string, parameters: unknown) {
        const contender = await startContender<Task, Measure>(module, parameters);
        started.push(contender);
        return contender;
      },
      database: (label) => server.database(label),
      say: (line) => say(`${bench.name}: ${line}`),
    });
    const seconds = Math.round((performance.now() - begun) / 1_000);
    return { bench: bench.name, title: bench.title, quick, at: new Date().toISOString(), seconds, ...result, machine };
  } finally {
    await Promise.all(started.map((contender) => contender.close()));
    await server.close();
  }
}

function fromEnvironment(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
