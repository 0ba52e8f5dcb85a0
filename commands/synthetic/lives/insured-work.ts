// What work somebody is insured for follows from the script of his job: its days, its wages and why it ends.
import type { CourseScript } from '../jobs/course-script.js';
import { placeOf, type Job, type JobTerms } from '../jobs/job.js';
import type { Agreed } from '../jobs/offer-script.js';
import type { MarketLine } from '../market-line.js';
import type { InsuredWork } from './insured.js';
import { tenureKey, type Held } from './telling.js';

/** The work that a contract was made for, up to a transfer where there is one. */
export function workOf({ post }: Held, job: Job, agreed: Agreed, course: CourseScript, move: { readonly to: Held } | null): InsuredWork {
  return {
    key: `insured-${job.key}`,
    person: job.person,
    employer: job.employer,
    place: placeOf(job),
    post,
    wage: agreed.terms.wage,
    from: job.from,
    agreedOn: agreed.acceptedOn,
    to: move === null ? job.to : move.to.tenure.from - 1,
    reason: move === null ? reasonOf(job, course.lines) : 'transferred',
    raises: raisesOf(course.lines),
  };
}

/** The work to which a transfer led. */
export function workAfter({ employer, post, tenure, name }: Held, wage: JobTerms['wage']): InsuredWork {
  const { person, from, to } = tenure;
  const place = placeOf({ employer, establishment: post.establishment });
  return { key: `insured-job-${tenureKey(name)}`, person, employer, place, post, wage, from, agreedOn: from, to, reason: 'employment-ended', raises: [] };
}

function reasonOf({ course }: Job, lines: readonly MarketLine[]): InsuredWork['reason'] {
  if (course === 'company-closes') return 'establishment-closed';
  return lines.at(-1)?.data['article'] === 'retirement' ? 'retired' : 'employment-ended';
}

/** The wages of amendments that were accepted, each from the day of that. */
function raisesOf(lines: readonly MarketLine[]): InsuredWork['raises'] {
  return lines.flatMap((line, n) => {
    if (line.command !== 'AcceptAmendment') return [];
    // The proposal comes right before its answer, and is written with the terms of a job.
    const { wage } = lines[n - 1]?.data['terms'] as JobTerms;
    return [{ day: line.day, wage }];
  });
}
