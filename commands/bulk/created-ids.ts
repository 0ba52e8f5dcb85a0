import type { CommandAnswer } from '../handler/request.js';
import { createdId } from '../handler/ids.js';

/** What is known of a line by its key. */
type Line =
  | { readonly state: 'running'; readonly keys: readonly string[] }
  | { readonly state: 'accepted'; readonly commandId: string; readonly id: string; readonly category: string }
  | { readonly state: 'refused' };

/** What became of the lines of a file so far, by key: enough to resolve `{createdBy}`. */
export interface CreatedIds {
  begun(key: string, keys: readonly string[]): void;
  accepted(key: string, commandId: string, answer: CommandAnswer): void;
  refused(key: string): void;
  /** The id of what a line created: its record, or the n-th thing of another kind; undefined for a line not ended. */
  find(key: string, kind: string, n: number): string | 'refused' | undefined;
  /** What a line that still runs touches. */
  runningKeys(key: string): readonly string[];
}

/** An empty memory. It holds two ids a line, for all lines of one file. */
export function createCreatedIds(): CreatedIds {
  const byKey = new Map<string, Line>();
  return {
    begun(key, keys) {
      if (!byKey.has(key)) byKey.set(key, { state: 'running', keys });
    },
    accepted(key, commandId, answer) {
      byKey.set(key, { state: 'accepted', commandId, id: answer.id, category: answer.category });
    },
    refused(key) {
      byKey.set(key, { state: 'refused' });
    },
    find(key, kind, n) {
      const line = byKey.get(key);
      if (line === undefined || line.state === 'running') return undefined;
      if (line.state === 'refused') return 'refused';
      return line.category === kind && n === 0 ? line.id : createdId(line.commandId, kind, n);
    },
    runningKeys(key) {
      const line = byKey.get(key);
      return line?.state === 'running' ? line.keys : [];
    },
  };
}
