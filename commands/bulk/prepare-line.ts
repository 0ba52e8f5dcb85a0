import type { Actor } from '../../domain/access/roles.js';
import type { Clock } from '../handler/clock.js';
import type { CommandHandler } from '../handler/command-handler.js';
import type { PreparedCommand } from '../handler/prepared-command.js';
import type { BulkLine } from './bulk-line.js';
import type { ResolvedNames } from './resolve-names.js';

/** How the lines of one run are sent. */
export interface LineSettings {
  readonly actor: Actor;
  readonly synthetic: boolean;
  readonly correlationOf: (line: number) => string;
}

/** The command of a line whose names were resolved; throws Problem for a payload that is not valid. */
export function prepareLine(
  handler: CommandHandler,
  settings: LineSettings,
  number: number,
  line: BulkLine,
  { recordId, onBehalfOf, references }: ResolvedNames,
  clock: Clock,
): PreparedCommand {
  const correlationId = settings.correlationOf(number);
  return handler.prepare({
    name: line.command,
    recordId,
    // A payload without names is the line's own: it was parsed once already.
    payload: Object.keys(references).length === 0 ? line.data : { ...line.data, ...references },
    actor: onBehalfOf === null ? settings.actor : { ...settings.actor, onBehalfOf },
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
