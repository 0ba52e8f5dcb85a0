// Law: who owns several companies of a block follows from the layout and the seed: in known numbers, and no owner has companies in two blocks.
import type { Layout } from './layout.js';
import { LEGAL_EVERY, ownedBeside, type OwnedTogether } from './margins/ownership.js';
import { activities } from './margins/nitaqat-activities.js';
import { COMPANIES_A_BLOCK } from './market.js';
import type { PlannedCompany, PlannedOwner } from './planned.js';
import { Stream } from './stream.js';

/** Workers up to whom a company counts with its owner’s other small ones, where they are more together. */
const SMALL = 5;
/** Companies so large have an owner of their own. */
const LARGE_FROM = 250;
/** Small companies of one owner at most. */
const MOST_SMALL_ONES = 4;

/** For each company of a block, in order, its own number or that of the earlier company whose owner has it as well. */
export function ownersIn(layout: Layout, seed: number, block: number): readonly number[] {
  const first = block * COMPANIES_A_BLOCK;
  const count = Math.min(COMPANIES_A_BLOCK, layout.companies - first);
  const owners = Array.from({ length: count }, (_, at) => first + at);
  const stream = Stream.at(seed, 30, block);
  const free = shuffled(owners.filter((company) => mayShare(layout, company)), stream);
  for (const kind of ['small-ones', 'one-activity', 'several-activities'] as const) {
    let wanted = wholeOf((count * ownedBeside[kind]) / 100, stream);
    for (let tries = free.length; wanted > 0 && tries > 0; tries -= 1) {
      const group = takeGroup(layout, free, kind);
      const head = Math.min(...group);
      for (const company of group) owners[company - first] = head;
      wanted -= group.length - 1;
    }
  }
  return owners;
}

/** Of companies whose owner has others, each told by its earliest company’s number: those whose owner is a legal person, in known number. */
export function legalAmong(owners: readonly number[]): ReadonlySet<number> {
  const first = owners[0] ?? 0;
  const shared = [...new Set(owners.filter((owner, at) => owner !== first + at))].sort((a, b) => a - b);
  return new Set(shared.filter((_, n) => n % LEGAL_EVERY === 0));
}

/** Who is held in a band stays alone: another company of its owner would move it. */
function mayShare(layout: Layout, company: number): boolean {
  return (layout.pinned[company] as number) < 0 && (layout.size[company] as number) < LARGE_FROM;
}

/** Takes the last of the free companies, with those that fit beside it; where none does, alone. */
function takeGroup(layout: Layout, free: number[], kind: OwnedTogether): readonly number[] {
  const own = free.pop() as number;
  const activity = nitaqatOf(layout, own);
  const size = layout.size[own] as number;
  const group = [own];
  let workers = size;
  if (kind === 'small-ones' && size > SMALL) return back(free, own);
  for (let at = free.length - 1; at >= 0; at -= 1) {
    const other = free[at] as number;
    const same = nitaqatOf(layout, other) === activity;
    const small = (layout.size[other] as number) <= SMALL;
    if (kind === 'one-activity' ? !same : same || (kind === 'small-ones') !== small) continue;
    free.splice(at, 1);
    group.push(other);
    workers += layout.size[other] as number;
    if (kind !== 'small-ones' || workers > SMALL || group.length === MOST_SMALL_ONES) return group;
  }
  return group;
}

/** Puts a company back behind all others: it may fit another kind. */
function back(free: number[], company: number): readonly number[] {
  free.unshift(company);
  return [company];
}

function nitaqatOf(layout: Layout, company: number): string {
  return (activities[layout.activity[company] as number] as (typeof activities)[number]).nitaqat;
}

/** The whole number below or above, so that it is met over many blocks. */
function wholeOf(exact: number, stream: Stream): number {
  return Math.floor(exact + stream.next());
}

function shuffled(companies: number[], stream: Stream): number[] {
  for (let n = companies.length - 1; n > 0; n -= 1) {
    const other = stream.below(n + 1);
    [companies[n], companies[other]] = [companies[other] as number, companies[n] as number];
  }
  return companies;
}

/** What tells one owner from another: of a human his number, of a legal person its unified number. */
export function ownerKey(owner: PlannedOwner): string {
  return owner.kind === 'natural' ? `natural ${owner.person.n}` : `legal ${owner.unifiedNumber}`;
}

/** Companies by owner, in the order of the first of each. */
export function byOwner<T extends Pick<PlannedCompany, 'owner'>>(companies: readonly T[]): readonly (readonly T[])[] {
  const found = new Map<string, T[]>();
  for (const company of companies) {
    const key = ownerKey(company.owner);
    const own = found.get(key);
    if (own === undefined) found.set(key, [company]);
    else own.push(company);
  }
  return [...found.values()];
}
