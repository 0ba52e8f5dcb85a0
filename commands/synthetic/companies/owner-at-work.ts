// Law: an owner who works in his company is known to the registers and insured as its owner; he has no contract with himself.
import { wageOf } from '../jobs/job.js';
import { insuredScript } from '../lives/insured.js';
import type { Telling } from '../lives/telling.js';
import { nobody, script, type Script } from '../market-line.js';
import { register } from '../people/registration.js';
import type { Employer } from './employer.js';

/** The work of a company's owner in it; none where he does none. */
export function ownerAtWork(employer: Employer, telling: Telling): readonly Script[] {
  const { ownersPost: post, n, registeredOn } = employer.planned;
  const [tenure] = post?.tenures ?? [];
  const place = employer.establishments[0];
  if (post === null || tenure === undefined || place === undefined) return [];
  const { person, from, to } = tenure;
  const work = { key: `insured-owner-${n}`, person, employer, place, post, wage: wageOf(post.wage), from, agreedOn: from, to, reason: 'establishment-closed', raises: [] } as const;
  return [script(nobody, [register(registeredOn, person)]), insuredScript(work, 'in-time', telling)];
}
