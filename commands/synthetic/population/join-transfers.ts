// Law: a transfer is one human who leaves one company and comes to another of the same block; nobody is in two places at once.
import { isGcc } from '../../../domain/standards/nationality.js';
import { workdayOn } from './day.js';
import { GOES_BY_TRANSFER } from './margins/employment.js';
import type { DraftCompany, DraftTenure } from './plan-company.js';
import type { TenureName } from './planned.js';
import { AVERAGED_DAYS, RATED_FROM } from './standing.js';
import type { Stream } from './stream.js';

/** Days with his employer before a worker may go to another without its consent; taken for all (press). */
const LEAST_STAY = 366;
/** How far the day of coming may lie from the planned day of leaving, before and behind it. */
const BEFORE = 25;
const BEHIND = 45;

interface Found {
  readonly tenure: DraftTenure;
  readonly name: TenureName;
  readonly company: DraftCompany;
  /** First day of the next on the post; null: nobody. */
  readonly next: number | null;
  taken: boolean;
}

/** Joins ends and beginnings of work of residents of one sex, nationality and skill into transfers. */
export function joinTransfers(companies: readonly DraftCompany[], stream: Stream): void {
  const [leaving, coming] = collect(companies);
  const passed = new Map<string, number>();
  leaving.sort((a, b) => (a.tenure.to ?? 0) - (b.tenure.to ?? 0) || a.name.company - b.name.company || a.name.post - b.name.post);
  for (const leaver of leaving) {
    if (!stream.yes(GOES_BY_TRANSFER)) continue;
    const others = coming.get(leaver.key) ?? [];
    // Leavers come in order of day, so who came too early for one did so for all after him.
    let first = passed.get(leaver.key) ?? 0;
    while (first < others.length && tooEarly(leaver, others[first] as Found)) first += 1;
    passed.set(leaver.key, first);
    const found = firstFitting(leaver, others, first);
    if (found === undefined) continue;
    found.taken = true;
    join(leaver, found);
  }
}

function tooEarly(leaver: Found, other: Found): boolean {
  return other.taken || other.tenure.from < (leaver.tenure.to ?? 0) - BEFORE;
}

function firstFitting(leaver: Found, others: readonly Found[], first: number): Found | undefined {
  for (let n = first; n < others.length; n += 1) {
    const other = others[n] as Found;
    if (other.tenure.from > (leaver.tenure.to ?? 0) + BEHIND) return undefined;
    if (fits(leaver, other)) return other;
  }
  return undefined;
}

function fits(leaver: Found, other: Found): boolean {
  const to = leaver.tenure.to ?? 0;
  const { from } = other.tenure;
  return (
    !other.taken &&
    from >= to - BEFORE &&
    from <= to + BEHIND &&
    from - leaver.tenure.from >= LEAST_STAY &&
    other.name.company !== leaver.name.company &&
    (leaver.next === null || from + 1 < leaver.next) &&
    clearOf(leaver.company, from) &&
    clearOf(other.company, from) &&
    // Once bands are rated, who is not clearly in medium green takes nobody over.
    (from < RATED_FROM || other.company.clearBand === 'MEDIUM_GREEN') &&
    // A transfer moves the day of leaving: whoever is clearly in medium green stays so.
    (leaver.company.clearBand !== 'MEDIUM_GREEN' || from < RATED_FROM - AVERAGED_DAYS - BEHIND) &&
    (leaver.company.closesOn === null || from < leaver.company.closesOn - 40)
  );
}

/** Neither may act while it is suspended, nor shortly before: the transfer takes weeks. */
function clearOf({ suspension }: DraftCompany, day: number): boolean {
  return suspension === null || suspension.to === null || day < suspension.from - 10 || day > suspension.to + 50;
}

function join(leaver: Found, other: Found): void {
  const { tenure: left } = leaver;
  const { tenure: came } = other;
  left.to = came.from - 1;
  left.course = 'transferred';
  left.transfer = { from: left.transfer?.from ?? null, to: other.name };
  came.person = left.person;
  came.comes = 'transfer';
  came.transfer = { from: leaver.name, to: came.transfer?.to ?? null };
}

type Leaving = Found & { readonly key: string };

function collect(companies: readonly DraftCompany[]): readonly [Leaving[], Map<string, Found[]>] {
  const leaving: Leaving[] = [];
  const coming = new Map<string, Found[]>();
  for (const company of companies) {
    for (const post of company.posts) {
      if (post.side === 'saudi' || post.seasonal || isGcc(post.nationality)) continue;
      const key = `${post.nationality}${post.sex}${post.skill}`;
      post.tenures.forEach((tenure, n) => {
        const name = { company: company.n, post: post.n, tenure: n };
        const found = { tenure, name, company, next: post.tenures[n + 1]?.from ?? null, taken: false };
        if (tenure.to !== null && tenure.course !== 'company-closes') leaving.push({ ...found, key });
        // Receivers have been there for a while.
        if (tenure.from < workdayOn(company.registeredOn + 150)) return;
        const list = coming.get(key);
        if (list === undefined) coming.set(key, [found]);
        else list.push(found);
      });
    }
  }
  for (const list of coming.values()) list.sort((a, b) => a.tenure.from - b.tenure.from || a.name.company - b.name.company || a.name.post - b.name.post);
  return [leaving, coming];
}
