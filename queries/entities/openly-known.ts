// Law: what is sealed of a worker weighs with nobody who may not be told it of him.
import type { Category } from '../../domain/saudization/category.js';
import type { Worker } from '../../domain/saudization/worker.js';

/** Categories that come from sealed facts. */
const SEALED: ReadonlySet<Category> = new Set<Category>(['disabled', 'released-prisoner', 'social-investment', 'student', 'mother-or-widow-of-saudi', 'child-of-saudi-woman', 'displaced-tribe']);

/** A worker as if nothing sealed were known of him. */
export function openlyKnown(worker: Worker): Worker {
  return { ...worker, categories: worker.categories.filter((category) => !SEALED.has(category)) };
}
