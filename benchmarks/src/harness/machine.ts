import { readFileSync } from 'node:fs';
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';

/** Where a result was measured. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** Versions of the peers, from the benchmarks' package.json. */
  readonly peers: Readonly<Record<string, string>>;
  readonly postgres: Readonly<Record<string, string>>;
  /** Work waiting for a core over the last minute before the run: above 0.5 the machine was not quiet. */
  readonly loadBefore: number;
}

/** Describes this machine and the server. */
export function describeMachine(postgres: Readonly<Record<string, string>>): Machine {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()} ${arch()}`,
    node: process.version,
    peers: manifest.dependencies,
    postgres,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}
