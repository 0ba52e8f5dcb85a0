// Law: each contender in a process of its own; a process that dies fails the question it was asked.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { StartedContender } from './bench.js';
import type { Answered, Asked } from './contender-messages.js';

/** Time a contender's process is given to end by itself. */
const GOODBYE_MS = 5_000;

/** Starts `contenders/<module>.js` in a process and prepares it. Throws what its preparation throws. */
export async function startContender<Task, Measure>(module: string, parameters: unknown): Promise<StartedContender<Task, Measure>> {
  const child = fork(new URL('./contender-process.js', import.meta.url), {
    execArgv: ['--expose-gc', ...(process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? [])],
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const started: StartedContender<Task, Measure> = {
    name: module,
    pid: child.pid ?? 0,
    work: async (task) => (await ask(child, module, { kind: 'work', task })) as Measure,
    close: () => end(child, module),
  };
  try {
    await ask(child, module, { kind: 'prepare', module: new URL(`../contenders/${module}.js`, import.meta.url).href, parameters });
    return started;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

function ask(child: ChildProcess, name: string, asked: Asked): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const settled = (): void => {
      child.off('message', hear);
      child.off('exit', gone);
    };
    const hear = (said: Answered): void => {
      settled();
      if (said.kind === 'done') resolve(said.value);
      else reject(new Error(`${name}: ${said.error}`));
    };
    const gone = (code: number | null, signal: string | null): void => {
      settled();
      reject(new Error(`${name}: its process ended (${signal ?? String(code)})`));
    };
    child.on('message', hear);
    child.on('exit', gone);
    child.send(asked, (error) => {
      if (error === null) return;
      settled();
      reject(error);
    });
  });
}

async function end(child: ChildProcess, name: string): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  const late = setTimeout(() => child.kill('SIGKILL'), GOODBYE_MS);
  try {
    await ask(child, name, { kind: 'close' });
    child.disconnect();
  } catch {
    child.kill('SIGKILL');
  }
  await gone;
  clearTimeout(late);
}
