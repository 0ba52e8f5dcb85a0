// Law: who sends the burst is a process of its own, which gives way to all others: in life it is another machine.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { getPriority, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

/** A burst to be sent: requests in a time, each with the same token, paths round and round. */
export interface BurstTask {
  readonly port: number;
  readonly token: string;
  readonly paths: readonly string[];
  readonly requests: number;
  readonly durationMs: number;
}

/** What became of a burst. */
export interface BurstMeasure {
  readonly answered200: number;
  readonly tooMany: number;
  /** Connections that the program ended without an answer. */
  readonly cut: number;
  /** Processor time of the process that sent it, in milliseconds. */
  readonly senderCpuMs: number;
}

export interface BurstSender {
  send(task: BurstTask): Promise<BurstMeasure>;
  close(): void;
}

/** How much less urgent than the others the sender is, as `nice` counts; 19 is the most there is. */
const GIVES_WAY = 10;
const MOST_NICE = 19;

/** Starts the process that sends bursts. It ends with who started it. */
export function startBurstSender(): BurstSender {
  const child = fork(fileURLToPath(new URL('./burst-main.js', import.meta.url)), { stdio: ['ignore', 2, 2, 'ipc'], execArgv: [] });
  if (child.pid !== undefined) setPriority(child.pid, Math.min(MOST_NICE, getPriority() + GIVES_WAY));
  return {
    async send(task) {
      child.send(task);
      const answered = (await Promise.race([once(child, 'message'), goneOf(child)])) as readonly BurstMeasure[];
      if (answered[0] === undefined) throw new Error('the sender of bursts ended');
      return answered[0];
    },
    close: () => child.disconnect(),
  };
}

function goneOf(child: ChildProcess): Promise<readonly []> {
  return once(child, 'exit').then(() => []);
}
