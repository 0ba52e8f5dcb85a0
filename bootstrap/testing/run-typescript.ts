import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A TypeScript program running in a process of its own. */
export interface TypescriptProcess {
  readonly child: ChildProcess;
  /** The next line of its standard output; rejects with its error output when it ends before. */
  nextLine(): Promise<string>;
  /** The lines it said after those taken, once it has ended. */
  rest(): Promise<string[]>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Ends it at once with SIGKILL and waits until it is gone. */
  kill(): Promise<void>;
}

// A real process from sources, for what only a whole process can show: signals, kills, locks.
const RUNNER = `
  import { register } from 'node:module';
  import { pathToFileURL } from 'node:url';
  register(${JSON.stringify(new URL('typescript-hooks.mjs', import.meta.url).href)});
  const module = await import(pathToFileURL(process.argv[1]).href);
  await module.default(...process.argv.slice(2));
`;

/**
 * Runs the default export of a TypeScript file, with these arguments, in a new process.
 * @param file absolute path
 */
export function runTypescript(file: string, args: readonly string[], options: SpawnOptions = {}): TypescriptProcess {
  const child = spawn(process.execPath, ['--input-type=module', '-e', RUNNER, file, ...args], {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
  const lines: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const first = waiting.shift();
      if (first === undefined) lines.push(line);
      else first(line);
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => (code as number | null) ?? (signal as NodeJS.Signals));
  return {
    child,
    ended,
    nextLine: () => {
      const line = lines.shift();
      if (line !== undefined) return Promise.resolve(line);
      const spoken = new Promise<string>((resolve) => waiting.push(resolve));
      const over = ended.then((code) => {
        throw new Error(`the program ended (${String(code)}) before it said more:\n${said}`);
      });
      return Promise.race([spoken, over]);
    },
    rest: async () => {
      await ended;
      return lines.splice(0);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
