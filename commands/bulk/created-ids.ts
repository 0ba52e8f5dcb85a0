// Law: `{createdBy}` leads to what the first accepted line with that key created, by the same rule by which it was created.
import { createdId } from '../handler/ids.js';
import { createLineTable, type LineEnd } from './line-table.js';

/** A line's command and the record it was about. */
export interface CreatedBy {
  readonly commandId: string;
  readonly id: string;
  readonly category: string;
}

/** What became of the lines of a file so far, by key: enough to resolve `{createdBy}`. */
export interface CreatedIds {
  begun(key: string, keys: readonly string[]): void;
  accepted(key: string, line: CreatedBy): void;
  refused(key: string): void;
  restored(key: string, line: CreatedBy): void;
  /** Finds out whether a restored line was accepted, by asking for its command's events. */
  confirm(key: string, wasAccepted: (line: CreatedBy) => Promise<boolean>): Promise<void>;
  /** The id of what a line created: its record, or the n-th thing of another kind; null when it was refused, undefined while it has not ended. */
  find(key: string, kind: string, n: number): string | null | undefined;
  /** What a line that still runs touches. */
  runningKeys(key: string): readonly string[];
  /** What the line touches that still runs and was begun last with this key among its own. */
  runningWith(touched: string): readonly string[];
}

/** An empty memory, for all lines of one file. */
export function createCreatedIds(): CreatedIds {
  /** What each line that still runs touches. */
  const running = new Map<string, readonly string[]>();
  const ended = createLineTable();
  /** For what running lines touch, the key of the line that was begun last. */
  const touching = new Map<string, string>();
  const runningKeys = (key: string): readonly string[] => running.get(key) ?? [];
  const end = (key: string, line: LineEnd): void => {
    for (const touched of runningKeys(key)) if (touching.get(touched) === key) touching.delete(touched);
    running.delete(key);
    ended.put(key, line);
  };
  return {
    begun(key, keys) {
      if (running.has(key) || ended.find(key) !== undefined) return;
      running.set(key, keys);
      for (const touched of keys) touching.set(touched, key);
    },
    accepted(key, { commandId, id, category }) {
      if (ended.find(key)?.state !== 'accepted') end(key, { state: 'accepted', commandId, id, category });
    },
    refused(key) {
      if (ended.find(key) === undefined) end(key, { state: 'refused' });
    },
    restored(key, { commandId, id, category }) {
      // Done by an earlier run, whose answer is not at hand: what it would have created is known, not that it did.
      if (!running.has(key) && ended.find(key) === undefined) ended.put(key, { state: 'restored', commandId, id, category });
    },
    async confirm(key, wasAccepted) {
      const line = ended.find(key);
      if (line?.state !== 'restored') return;
      const { commandId, id, category } = line;
      const accepted = await wasAccepted({ commandId, id, category });
      ended.put(key, accepted ? { state: 'accepted', commandId, id, category } : { state: 'refused' });
    },
    find(key, kind, n) {
      const line = ended.find(key);
      if (line === undefined) return undefined;
      if (line.state === 'refused') return null;
      return line.category === kind && n === 0 ? line.id : createdId(line.commandId, kind, n);
    },
    runningKeys,
    runningWith: (touched) => runningKeys(touching.get(touched) ?? ''),
  };
}
