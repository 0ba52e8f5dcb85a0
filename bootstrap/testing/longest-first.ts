// Law: what takes longest begins first, so that no long file begins when the others are done: whole programs, then databases, then the rest.
import { statSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const KINDS = ['.e2e.spec.ts', '.int.spec.ts', '.unit.spec.ts'] as const;

/** The order in which files of tests begin: by kind, and the largest of a kind first. A fresh clone remembers no durations to go by. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sizes = new Map(files.map(({ moduleId }) => [moduleId, statSync(moduleId).size]));
    return [...files].sort((a, b) => kindOf(a.moduleId) - kindOf(b.moduleId) || (sizes.get(b.moduleId) ?? 0) - (sizes.get(a.moduleId) ?? 0));
  }
}

function kindOf(file: string): number {
  const kind = KINDS.findIndex((ending) => file.endsWith(ending));
  return kind === -1 ? KINDS.length : kind;
}
