import { setTimeout as delay } from 'node:timers/promises';
import type { Actor } from '../../domain/access/roles.js';
import { Problem } from '../../domain/access/problem.js';
import type { Clock } from '../handler/clock.js';
import type { CommandHandler, PreparedCommand } from '../handler/command-handler.js';
import type { CommandAnswer } from '../handler/request.js';
import type { BulkLine } from './bulk-line.js';
import { isPassing } from './line-outcome.js';
import type { ResolvedLine } from './resolve-names.js';

const MAX_WAIT_MS = 5_000;
/** How long a line waits for what may pass by itself before the run gives up, to be resumed later. */
const PATIENCE_MS = 120_000;

/** How the lines of one run are sent. */
export interface LineSettings {
  readonly actor: Actor;
  readonly synthetic: boolean;
  readonly correlationOf: (line: number) => string;
}

/** The command of a resolved line; throws Problem for a payload that is not valid. */
export function prepareLine(
  handler: CommandHandler,
  settings: LineSettings,
  number: number,
  line: BulkLine,
  resolved: ResolvedLine,
  clock: Clock,
): PreparedCommand {
  const correlationId = settings.correlationOf(number);
  return handler.prepare({
    name: line.command,
    recordId: resolved.recordId,
    payload: resolved.data,
    actor: settings.actor,
    once: { key: line.key },
    revision: line.revision === undefined ? 'optional' : { match: line.revision },
    correlationId,
    causationId: correlationId,
    traceparent: null,
    synthetic: line.synthetic ?? settings.synthetic,
    clock,
  });
}

/** Runs a command, waiting out what may pass by itself: a store that is away, a claim that another holds. */
export async function runPatiently(run: () => Promise<CommandAnswer>): Promise<CommandAnswer> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let wait = 200; ; wait = Math.min(wait * 2, MAX_WAIT_MS)) {
    try {
      return await run();
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline) throw error;
      const asked = error instanceof Problem ? Number(error.headers['Retry-After'] ?? 0) * 1000 : 0;
      await delay(Math.min(Math.max(wait, asked), MAX_WAIT_MS));
    }
  }
}
