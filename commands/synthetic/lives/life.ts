// Law: a working life is told from the plan alone: known, offered, agreed, permitted, moved on, and ended on its day.
import { isGcc, isSaudi } from '../../../domain/standards/nationality.js';
import { courseScript } from '../jobs/course-script.js';
import { partiesOf, type Job } from '../jobs/job.js';
import { offerLines } from '../jobs/offer-script.js';
import { script, type Script } from '../market-line.js';
import type { Day } from '../population/market.js';
import { occurs, type Fact } from '../tally/fact.js';
import { accreditedScript } from './accredited.js';
import { becomesKnown, type BecomesKnown } from './becomes-known.js';
import { jobOf, planHire } from './hire.js';
import { capacityOf, insuredScript } from './insured.js';
import { workOf } from './insured-work.js';
import { afterMove, moveTo } from './move.js';
import { permitOf, residenceOf } from './papers.js';
import { following, lastDayOf, type Lives } from './lives.js';
import { staysOn } from './stays-on.js';
import { tenureKey, type Held } from './telling.js';
import { vainTransfer } from './vain-transfer.js';

/** Days after an end by which it has been told, also where it is told late. */
const TOLD_DAYS = 25;

/** Tells a life from its first tenure on; those that follow by a transfer are part of it. */
export function lifeScripts(lives: Lives, root: Held): readonly Script[] {
  const scripts: Script[] = [];
  let known: { readonly on: Day } | null = null;
  let notBefore = 0;
  for (let held: Held | undefined = root; held !== undefined; ) {
    const next: Held | undefined = following(lives.posts, held);
    const told = hireScripts(lives, held, next, known, notBefore);
    notBefore = (held.tenure.to ?? 0) + TOLD_DAYS;
    if (told !== null) {
      scripts.push(...told.scripts);
      known ??= { on: told.knownOn };
    } else {
      scripts.push(script({ company: null, from: null, employee: null }, [], [occurs('too short to be told', held.tenure.from)]));
    }
    if (next !== undefined && told?.moves === true) {
      // What he does there was told with the move; from there he is hired anew.
      notBefore = (next.tenure.to ?? 0) + TOLD_DAYS;
      held = following(lives.posts, next);
    } else held = next;
  }
  return scripts;
}

interface Told {
  readonly scripts: readonly Script[];
  readonly knownOn: Day;
  readonly moves: boolean;
}

function hireScripts(lives: Lives, held: Held, next: Held | undefined, known: { readonly on: Day } | null, notBefore: Day): Told | null {
  const { telling } = lives;
  const { chance, cards } = telling;
  const { post, tenure, name } = held;
  const entry = known === null ? (lives.entries.get(tenureKey(name)) ?? null) : null;
  const wanted = entry !== null || tenure.course === 'company-closes' ? 'accepted' : cards.offer();
  const hire = planHire(held, wanted, entry === null ? notBefore : entry.entersOn + 1, chance);
  if (hire === null) return null;
  const planned = jobOf(held, hire.draftedOn, chance);
  const offer = offerLines(planned, hire.draftedOn, hire.manner, chance);
  if (offer.agreed === null) throw new Error(`${planned.key}: an offer that leads to a contract was planned`);
  const { agreed } = offer;
  const needsPermit = !isSaudi(post.nationality) && !isGcc(post.nationality);
  const move = next === undefined || !needsPermit ? null : moveTo(planned, agreed, next, chance);
  const job: Job = move === null && planned.course === 'transferred' ? { ...planned, course: 'terminated' } : planned;
  lives.hired({ held, knownOn: hire.draftedOn, agreed, job });

  const begins = known === null ? becomesKnown(held, hire.draftedOn, entry, telling) : null;
  const course = courseScript(job, agreed, chance);
  const inForceTo = move === null ? course.inForceTo : move.to.tenure.from - 1;
  const facts: Fact[] = [
    { kind: 'contracts in force', from: agreed.acceptedOn, to: inForceTo },
    ...(hire.manner === 'accepted' ? [] : [occurs(`offers: ${hire.manner}`, agreed.acceptedOn)]),
    ...(post.workingTime === 'full-time' ? [] : [occurs(`contracts: ${post.workingTime}`, agreed.acceptedOn)]),
    ...(course.lines.length === 0 ? [] : [occurs(`contracts: ${job.course}`, course.lines[course.lines.length - 1]?.day ?? 0)]),
  ];
  const contract = script(partiesOf(job), [...offer.lines, ...course.lines], facts);
  // Who is let in for some weeks works on his visa.
  const permit = needsPermit && (entry === null || entry.kind === 'permanent') ? permitOf(job, agreed, entry, move?.requestedOn ?? course.leavingFrom, telling) : null;
  return {
    scripts: [
      ...(begins === null ? [] : [begins.script, ...staysOn(held, entry), ...accredited(lives, held, begins)]),
      contract,
      ...(permit === null ? [] : [script(partiesOf(job), permit.lines, permit.facts)]),
      insuredScript(workOf(held, job, agreed, course, move), capacityOf(post) === 'employee' ? cards.insured() : 'in-time', telling),
      ...residenceOf(lives, held, begins, permit, telling),
      ...(move === null ? (vainTransfer(lives, job, agreed, permit) ?? []) : afterMove(job, agreed, permit, move, telling)),
    ],
    knownOn: hire.draftedOn,
    moves: move !== null,
  };
}

function accredited(lives: Lives, held: Held, { script: { lines } }: BecomesKnown): readonly Script[] {
  const told = accreditedScript(held, lines[0]?.day ?? held.tenure.from, lastDayOf(lives.posts, held), lives.telling);
  return told === null ? [] : [told];
}
