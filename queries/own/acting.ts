import type { Behind } from '../../read-models/behind-wall.js';

/** Who asks, and the company that he acts for; null for none. */
export interface Acting {
  readonly person: string | null;
  readonly company: string | null;
}

/** For whom his questions read behind the wall. */
export function actingAs({ person, company }: Acting): Behind {
  if (company === null) return person === null ? null : { person };
  return person === null ? { company } : { company, person };
}
