import type { Actor } from '../../domain/access/roles.js';
import type { Clock } from '../handler/clock.js';
import type { CommandHandler, PreparedCommand } from '../handler/command-handler.js';
import type { BulkLine } from './bulk-line.js';
import type { ResolvedLine } from './resolve-names.js';

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
    actor: resolved.onBehalfOf === null ? settings.actor : { ...settings.actor, onBehalfOf: resolved.onBehalfOf },
    once: { key: line.key },
    revision: line.revision === undefined ? 'optional' : { match: line.revision },
    correlationId,
    causationId: correlationId,
    traceparent: null,
    // Of a writer whose records are synthetic a line cannot make others.
    synthetic: settings.synthetic || line.synthetic === true,
    clock,
  });
}
