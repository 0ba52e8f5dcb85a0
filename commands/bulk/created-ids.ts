// Law: `{createdBy}` leads to what the first accepted line with that key created, by the same rule by which it was created.
import { createdId } from '../handler/ids.js';

/** A line's command and the record it was about. */
export interface CreatedBy {
  readonly commandId: string;
  readonly id: string;
  readonly category: string;
}

/** What is known of a line by its key. */
type Line =
  | { readonly state: 'running'; readonly keys: readonly string[] }
  /** Done by an earlier run, whose answer is not at hand: what it would have created is known, not that it did. */
  | ({ readonly state: 'restored' } & CreatedBy)
  | ({ readonly state: 'accepted' } & CreatedBy)
  | { readonly state: 'refused' };

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

/** An empty memory. It holds two ids a line, for all lines of one file. */
export function createCreatedIds(): CreatedIds {
  const byKey = new Map<string, Line>();
  /** For what running lines touch, the key of the line that was begun last. */
  const touching = new Map<string, string>();
  const runningKeys = (key: string): readonly string[] => {
    const line = byKey.get(key);
    return line?.state === 'running' ? line.keys : [];
  };
  const end = (key: string, line: Line): void => {
    for (const touched of runningKeys(key)) if (touching.get(touched) === key) touching.delete(touched);
    byKey.set(key, line);
  };
  return {
    begun(key, keys) {
      if (byKey.has(key)) return;
      byKey.set(key, { state: 'running', keys });
      for (const touched of keys) touching.set(touched, key);
    },
    accepted(key, line) {
      if (byKey.get(key)?.state !== 'accepted') end(key, { state: 'accepted', ...line });
    },
    refused(key) {
      const state = byKey.get(key)?.state;
      if (state === undefined || state === 'running') end(key, { state: 'refused' });
    },
    restored(key, line) {
      if (!byKey.has(key)) byKey.set(key, { state: 'restored', ...line });
    },
    async confirm(key, wasAccepted) {
      const line = byKey.get(key);
      if (line?.state !== 'restored') return;
      const { commandId, id, category } = line;
      const accepted = await wasAccepted({ commandId, id, category });
      byKey.set(key, accepted ? { state: 'accepted', commandId, id, category } : { state: 'refused' });
    },
    find(key, kind, n) {
      const line = byKey.get(key);
      if (line === undefined || line.state === 'running') return undefined;
      if (line.state === 'refused') return null;
      return line.category === kind && n === 0 ? line.id : createdId(line.commandId, kind, n);
    },
    runningKeys,
    runningWith: (touched) => runningKeys(touching.get(touched) ?? ''),
  };
}
