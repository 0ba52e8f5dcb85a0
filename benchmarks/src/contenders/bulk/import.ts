import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeImportFile } from '../../events/import-lines.js';
import type { Contender } from '../../harness/bench.js';

export interface BulkParameters {
  /** Commands of the file. */
  readonly commands: number;
}

/** Addresses of new empty databases. */
export interface BulkTask {
  readonly mainUrl: string;
  readonly vaultUrl: string;
}

export interface BulkMeasure {
  readonly perSecond: number;
  /** Highest resident memory of the process, in MB of 10⁶ bytes; NaN where the system does not tell. */
  readonly rssMb: number;
}

const PROGRAM = fileURLToPath(new URL('../../../../dist/bootstrap/main.js', import.meta.url));
const LOOK_EVERY_MS = 200;
const DAYS_AHEAD = 20;

/** `sijil import` of a file by the wall clock, the whole process from its start to its end. */
export const contender: Contender<BulkParameters, BulkTask, BulkMeasure> = {
  async prepare({ commands }) {
    const folder = await mkdtemp(join(tmpdir(), 'sijil-bench-bulk-'));
    const file = join(folder, 'commands.ndjson');
    const startsOn = new Date(Date.now() + DAYS_AHEAD * 86_400_000).toISOString().slice(0, 10);
    await writeImportFile(file, commands, startsOn);
    return {
      async work(task) {
        const home = await mkdtemp(join(folder, 'home-'));
        const begun = performance.now();
        const { answer, rssMb } = await runImport(file, home, task);
        const seconds = (performance.now() - begun) / 1_000;
        if (answer.accepted !== commands) throw new Error(`of ${commands} commands ${answer.accepted} were accepted`);
        return { perSecond: commands / seconds, rssMb };
      },
      close: () => rm(folder, { recursive: true, force: true }),
    };
  },
};

async function runImport(
  file: string,
  home: string,
  { mainUrl, vaultUrl }: BulkTask,
): Promise<{ answer: { accepted: number }; rssMb: number }> {
  const env = {
    ...process.env,
    DATABASE_URL: mainUrl,
    VAULT_DATABASE_URL: vaultUrl,
    EVENTSTORE_URL: '',
    SIJIL_HOME: home,
    SIJIL_ROLES: 'commands',
    SIJIL_DEMO: 'false',
  };
  const child = spawn(process.execPath, [PROGRAM, 'import', file, '--synthetic', '--json'], {
    cwd: home,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let rssMb = Number.NaN;
  const look = setInterval(() => {
    void peakOf(child.pid).then((peak) => (rssMb = peak ?? rssMb));
  }, LOOK_EVERY_MS);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  try {
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    if (code !== 0) throw new Error(`the import ended with ${String(code)}`);
  } finally {
    clearInterval(look);
  }
  return { answer: JSON.parse(said) as { accepted: number }, rssMb };
}

/** The high-water mark of a process's resident memory, as Linux keeps it. */
async function peakOf(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : (Number(kilobytes) * 1_024) / 1e6;
}
