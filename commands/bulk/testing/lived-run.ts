import { v5 } from 'uuid';
import { factChoices } from '../../../domain/entity/fact-choices.js';
import type { RecordedEvent } from '../../../domain/ledger/event.js';
import type { StepHook } from '../../handler/request.js';
import { commandingEventTypes } from '../../reactions/complete-transfer.js';
import type { TestLedger } from '../../testing/test-ledger.js';
import { createWeekPublisher } from '../../saudization/week-publisher.js';
import { newReactor } from '../../testing/test-reactor.js';
import { openImportJournal } from '../import-journal.js';
import type { LineOutcome } from '../line-outcome.js';
import { livedImport, type ImportResult } from '../lived-import.js';
import type { NumberedLine } from '../read-lines.js';

/** A line of a file as a spec writes it; what it leaves out is usual. */
export interface TestLine {
  readonly key: string;
  readonly command: string;
  readonly at?: string;
  readonly record?: unknown;
  readonly onBehalfOf?: unknown;
  readonly revision?: number;
  readonly data?: object;
  readonly expect?: string;
}

/** The lines as a file has them. */
export function textOf(lines: readonly (TestLine | string)[]): readonly string[] {
  return lines.map((line) => (typeof line === 'string' ? line : JSON.stringify({ data: {}, ...line })));
}

export async function* numbered(lines: readonly string[]): AsyncGenerator<NumberedLine> {
  for (const [index, text] of lines.entries()) yield { number: index + 1, text };
}

export interface LivedRun {
  readonly result: ImportResult;
  readonly outcomes: ReadonlyMap<number, LineOutcome>;
}

/**
 * Lives a file in a process of its own: a new reactor, a new book. `onStep` may end it by throwing; the file is known by its
 * text, so that another run goes on with it.
 */
export async function live(
  ledger: TestLedger,
  lines: readonly string[],
  options: { readonly onStep?: StepHook; readonly signal?: AbortSignal; readonly outcomes?: Map<number, LineOutcome> } = {},
): Promise<LivedRun> {
  const parts = { ...ledger.parts, ...(options.onStep === undefined ? {} : { onStep: options.onStep }) };
  const weeks = createWeekPublisher({ store: parts.store, vault: parts.vault, registry: parts.events, choices: factChoices });
  const { reactor, book } = newReactor(parts, weeks);
  const outcomes = options.outcomes ?? new Map<number, LineOutcome>();
  const result = await livedImport(
    { handlerParts: parts, reactor, book, commanding: commandingEventTypes, journal: openImportJournal(ledger.pool), actor: ledger.actor },
    {
      file: v5(lines.join('\n'), 'a4a5e0f6-0c0e-5f0a-9a52-5a1b3a4f6c11'),
      name: 'test file',
      synthetic: true,
      lines: () => numbered(lines),
      onOutcome: (outcome) => void outcomes.set(outcome.line, outcome),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    },
  );
  return { result, outcomes };
}

/** The log with every id named by when it first appears, and without what is random in each run. */
export function comparable(log: readonly RecordedEvent[]): readonly unknown[] {
  const names = new Map<string, string>();
  const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
  return log.map(({ stream, revision, type, id, data, metadata }) => {
    const { boxes: _boxes, ...open } = data;
    const { recordedAt, commandName, commandId, role } = metadata;
    const text = JSON.stringify({ stream, revision, type, id, open, recordedAt, commandName, commandId, role });
    return JSON.parse(
      text.replace(uuid, (found) => {
        const name = names.get(found) ?? `#${names.size + 1}`;
        names.set(found, name);
        return name;
      }),
    ) as unknown;
  });
}
