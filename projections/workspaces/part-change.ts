import type { WorkspaceCounts, WorkspacePart } from '../../read-models/tables/workspace.js';

/** What an event makes of one part: the counts it adds to workspaces, given those it added before. */
export interface PartChange {
  /** `<category>:<id>`. */
  readonly key: string;
  next(before: readonly WorkspacePart[]): readonly WorkspacePart[];
}

/** A part that from now on adds these counts to one company, whatever it added before. */
export function counting(key: string, companyId: string, counts: WorkspaceCounts): PartChange {
  return { key, next: () => [{ companyId, counts }] };
}

/** A part whose counts at its one company change. */
export function recounting(key: string, companyId: string, change: (before: WorkspaceCounts) => WorkspaceCounts): PartChange {
  return { key, next: (before) => [{ companyId, counts: change(before[0]?.counts ?? {}) }] };
}
