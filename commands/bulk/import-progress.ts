// Law: what is noted as done is a prefix of the file: all lines up to it have ended, none behind it is counted.
import type { Position } from '../../domain/ledger/position.js';
import type { ImportJournal } from './import-journal.js';
import type { LineOutcome } from './line-outcome.js';

/** Lines between two notes. */
const NOTE_EVERY = 500;

export interface ImportProgressNotes {
  begun(line: number): void;
  ended(outcome: LineOutcome): Promise<void>;
  finish(position: Position | null): Promise<void>;
}

interface Start {
  readonly file: string;
  readonly name: string;
  readonly line: number;
  readonly position: Position | null;
  readonly accepted: number;
  readonly refused: number;
}

/** Notes of one run, going on from where the last one stood. */
export function createImportProgress(journal: ImportJournal, start: Start): ImportProgressNotes {
  const { file, name } = start;
  /** Lines begun and not yet part of the prefix, in file order; an outcome once ended. */
  const open = new Map<number, LineOutcome | undefined>();
  let { line, position, accepted, refused } = start;
  let noted = line;

  const advance = (): void => {
    for (const [number, outcome] of open) {
      if (outcome === undefined) return;
      open.delete(number);
      line = number;
      if (outcome.outcome === 'accepted') {
        accepted += 1;
        position = outcome.position as Position;
      } else {
        refused += 1;
      }
    }
  };
  const note = (finished: boolean): Promise<void> => journal.note({ file, name, position, line, accepted, refused, finished });

  return {
    begun(number) {
      open.set(number, undefined);
    },
    async ended(outcome) {
      open.set(outcome.line, outcome);
      advance();
      if (line - noted < NOTE_EVERY) return;
      noted = line;
      await note(false);
    },
    async finish(last) {
      position = last;
      await note(true);
    },
  };
}
