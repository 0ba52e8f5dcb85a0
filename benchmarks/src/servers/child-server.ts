// Law: a server under load is a process of its own; it ends with who started it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** A server's process. */
export interface ChildServer {
  readonly port: number;
  /** Processor time that it has used, of all its threads, in microseconds; NaN where the system does not tell (only Linux does). */
  cpuMicros(): number;
  /** Memory that it holds, in MB; NaN where the system does not tell. */
  residentMb(): number;
  close(): Promise<void>;
}

/** What it may write before it says where it listens, and how long that may take. */
const START_MS = 60_000;
const STOP_MS = 10_000;

/** Starts a program of node, with `flags` of node's own, that writes `listening on http://…:<port>` to stderr. BENCH_SERVER_NODE_OPTIONS go to node too, for a profile. */
export async function startServer(
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<ChildServer> {
  const options = [...flags, ...(process.env['BENCH_SERVER_NODE_OPTIONS']?.split(' ') ?? [])];
  const child = spawn(process.execPath, [...options, program, ...words], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const orphaned = (): void => void child.kill('SIGKILL');
  process.once('exit', orphaned);
  let said = '';
  const port = await new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${program} did not listen in time: ${said}`)), START_MS);
    child.once('exit', (code, signal) => reject(new Error(`${program} ended (${signal ?? String(code)}): ${said}`)));
    child.stderr.on('data', (text: Buffer) => {
      if (said.length < 10_000) said += text.toString();
      const found = /listening on http:\/\/[^\s]+:(\d+)/.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(late);
      resolve(Number(found));
    });
  }).catch((error: unknown) => {
    orphaned();
    throw error;
  });
  return {
    port,
    cpuMicros: () => cpuMicros(child.pid ?? 0),
    residentMb: () => residentMb(child.pid ?? 0),
    async close() {
      process.off('exit', orphaned);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      const late = setTimeout(orphaned, STOP_MS);
      child.kill('SIGTERM');
      await gone;
      clearTimeout(late);
    },
  };
}

/** Ticks of the system's clock, in which Linux counts processor time: 100 a second on all that node runs on. */
const TICK_MICROS = 10_000;

function cpuMicros(pid: number): number {
  try {
    // The name of the program, in brackets, may hold anything; user and system time are the 12th and 13th field behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MICROS;
  } catch {
    return Number.NaN;
  }
}

function residentMb(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes) / 1_024;
  } catch {
    return Number.NaN;
  }
}
