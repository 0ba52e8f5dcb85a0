// The built program as its users run it: a process of its own, with nothing of this process's environment.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** Folder of the package, where `npm` runs. */
export const PACKAGE = fileURLToPath(new URL('../../..', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../../../dist/bootstrap/main.js', import.meta.url));

/** Variables for a program beside those every process needs. */
export type Variables = Readonly<Record<string, string>>;

/** What `serve --json` prints when it is ready. */
export interface Ready {
  readonly address: string;
  readonly records: Readonly<Record<string, number>>;
  readonly events: number;
  readonly position: string;
}

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A running program. */
export interface Program {
  readonly child: ChildProcess;
  /** What it printed when it was ready; rejects with its error output when it ends before. */
  readonly ready: Promise<Ready>;
  readonly ended: Promise<Ended>;
  stdout(): string;
  stderr(): string;
  /** The first text that the pattern finds on its error output; rejects when it ends before. */
  says(pattern: RegExp): Promise<string>;
  /** The same on its standard output. */
  prints(pattern: RegExp): Promise<string>;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

const running = new Set<Program>();

/** Starts `sijil serve --json`, or with other options. */
export function serve(variables: Variables, options: readonly string[] = ['--json']): Program {
  return run(process.execPath, [PROGRAM, 'serve', ...options], variables);
}

/** Starts `npm start`, as a person does. */
export function npmStart(variables: Variables, detached = false): Program {
  return run('npm', ['start', '--', '--json'], variables, { cwd: PACKAGE, detached });
}

/** Starts `sijil` with these arguments. */
export function start(args: readonly string[], variables: Variables): Program {
  return run(process.execPath, [PROGRAM, ...args], variables);
}

/** Runs `sijil` with these arguments to its end. */
export async function sijil(
  args: readonly string[],
  variables: Variables,
): Promise<Ended & { readonly stdout: string; readonly stderr: string }> {
  const program = start(args, variables);
  const ended = await program.ended;
  return { ...ended, stdout: program.stdout(), stderr: program.stderr() };
}

/** Stops a program and checks that it ended well. */
export async function expectCleanStop(program: Program, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  expect(await program.stop(signal), program.stderr()).toEqual({ code: 0, signal: null });
}

/** Ends every program this test file left running; to be called after each test. */
export async function endPrograms(): Promise<void> {
  await Promise.all([...running].map((program) => program.stop('SIGKILL')));
}

function run(command: string, args: readonly string[], variables: Variables, more: { cwd?: string; detached?: boolean } = {}): Program {
  const child = spawn(command, args, { cwd: '/', ...more, env: { ...inherited(), ...variables }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
      for (const listener of listeners) listener();
    });
  }
  let over: Ended | undefined;
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    over = { code: code as number | null, signal: signal as NodeJS.Signals | null };
    running.delete(program);
    for (const listener of listeners) listener();
    return over;
  });
  const found = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const listener = (): void => {
        const value = look();
        if (value === undefined && over === undefined) return;
        listeners.delete(listener);
        if (value === undefined) reject(new Error(`the program ended (${String(over?.code ?? over?.signal)}) before:\n${said.stderr}`));
        else resolve(value);
      };
      listeners.add(listener);
      listener();
    });
  const ready = found(() => readyLine(said.stdout));
  // Whoever does not wait for it need not handle its failure.
  ready.catch(() => undefined);
  const program: Program = {
    child,
    ready,
    ended,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    says: (pattern) => found(() => pattern.exec(said.stderr)?.[0]),
    prints: (pattern) => found(() => pattern.exec(said.stdout)?.[0]),
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
  running.add(program);
  return program;
}

function readyLine(stdout: string): Ready | undefined {
  const line = stdout
    .split('\n')
    .slice(0, -1)
    .find((one) => one.startsWith('{"address"'));
  return line === undefined ? undefined : (JSON.parse(line) as Ready);
}

function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'SystemRoot'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}
