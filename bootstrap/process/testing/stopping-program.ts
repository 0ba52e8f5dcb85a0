import { installShutdown } from '../shutdown.js';

/** Says what a stop does; `kind` picks how the closers behave. */
export default async function program(kind: 'clean' | 'failing' | 'hanging' | 'starting'): Promise<void> {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const shutdown = installShutdown({ limitMs: kind === 'hanging' ? 300 : 20_000, onError: (error) => say(String(error)) });
  shutdown.onShutdown(() => say('first closed'));
  shutdown.onShutdown(async () => {
    if (kind === 'failing') throw new Error('second cannot close');
    if (kind === 'hanging') await new Promise(() => undefined);
    // A second signal arrives while this closer is at work.
    if (kind === 'clean') process.kill(process.pid, 'SIGTERM');
    await new Promise((resolve) => setImmediate(resolve));
    say('second closed');
  });
  const alive = setInterval(() => undefined, 60_000);
  shutdown.signal.addEventListener('abort', () => clearInterval(alive));
  if (kind === 'starting') {
    const started = new Promise<string>((resolve) => shutdown.signal.addEventListener('abort', () => setImmediate(() => resolve('late'))));
    void shutdown.starting(started, (what) => say(`${what} closed`));
  }
  say('up');
}
