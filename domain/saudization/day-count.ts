// Law: a day is counted from how many workers there are of each class, never from who they are; caps take from the larger weight first.
import { compiledRules, type CompiledRules } from './compiled-rules.js';
import type { CapRule, RuleSet } from './rule-set.js';
import type { WorkerClass } from './worker-class.js';

/** Workers of one class, and how many of them keep what the class gives. */
export interface ClassCount {
  readonly class: WorkerClass;
  readonly count: number;
}

/** How a class came out. */
export interface CountedClass extends ClassCount {
  /** So many count with `weight`; the others with `beyond`. */
  readonly within: number;
  readonly weight: number;
  readonly side: WorkerClass['side'];
  /** Why the weight is what it is. */
  readonly rule: string;
  readonly beyond: { readonly weight: number; readonly side: WorkerClass['side']; readonly rule: string };
}

/** A day of an entity. */
export interface DayCount {
  /** Workers in size, by the rule set. */
  readonly x: number;
  readonly saudis: number;
  readonly expats: number;
  readonly classes: readonly CountedClass[];
  /** Caps that somebody comes under. */
  readonly caps: readonly AppliedCap[];
}

/** A cap on a day. */
export interface AppliedCap {
  /** The rules that share it. */
  readonly rules: readonly string[];
  /** Whether they share it with one another beyond their own caps. */
  readonly joint: boolean;
  readonly percent: number;
  /** Whole heads that there is room for, and how many there were for it. */
  readonly room: number;
  readonly heads: number;
}

/** A class while it is counted: how many keep what it gives, and whether they lack the certificate that it needs. */
interface Counting extends ClassCount {
  within: number;
  uncertified: boolean;
}

/** Counts a day. `certificate`: whether a Mowaamah certificate holds. */
export function countDay(rules: RuleSet, activity: string, tally: Iterable<ClassCount>, certificate: boolean): DayCount {
  const compiled = compiledRules(rules);
  const classes: Counting[] = [];
  const limited: Counting[] = [];
  let [workers, saudiHeads] = [0, 0];
  for (const { class: own, count } of tally) {
    if (count <= 0) continue;
    const one = { class: own, count, within: count, uncertified: false };
    classes.push(one);
    if (compiled.limited.has(own.rule)) limited.push(one);
    if (!isNoPart(rules, own.rule)) workers += count;
    if (own.saudiHead) saudiHeads += rules.caps.base === 'heads' ? count : count * own.weight;
  }
  const caps: readonly AppliedCap[] = limited.length === 0 ? [] : limit(rules, activity, limited, { workers, saudiHeads, certificate });
  return new CountedDay(rules, classes, caps, workers);
}

/** A day whose sums were made; how each class came out is told when it is asked for, on few of the many days that are counted. */
class CountedDay implements DayCount {
  readonly x: number;
  readonly saudis: number;
  readonly expats: number;
  readonly #rules: RuleSet;
  readonly #counting: readonly Counting[];

  constructor(
    rules: RuleSet,
    counting: readonly Counting[],
    readonly caps: readonly AppliedCap[],
    workers: number,
  ) {
    this.#rules = rules;
    this.#counting = counting;
    this.saudis = sideSum(rules, counting, 'saudi');
    this.expats = sideSum(rules, counting, 'expat');
    this.x = rules.size.counts === 'heads' ? workers : this.saudis + this.expats;
  }

  get classes(): readonly CountedClass[] {
    return this.#counting.map((one) => countedClass(this.#rules, one));
  }
}

/** Takes from classes what certificates and caps do not leave them; gives the caps that somebody comes under. */
function limit(rules: RuleSet, activity: string, limited: readonly Counting[], on: { readonly workers: number; readonly saudiHeads: number; readonly certificate: boolean }): readonly AppliedCap[] {
  const { ownCaps, certificates } = compiledRules(rules);
  for (const one of limited) {
    const needed = certificates.get(one.class.rule);
    one.uncertified = needed !== undefined && !on.certificate && on.workers >= needed.fromWorkers;
  }
  const favoured = limited.filter(({ uncertified }) => !uncertified);
  const caps: AppliedCap[] = [];
  const apply = (of: readonly string[], joint: boolean, cap: Pick<CapRule, 'inActivities'>, share: number, base: number): void => {
    const percent = (cap.inActivities as Readonly<Record<string, number>>)[activity] ?? share;
    const room = wholeHeads(rules, percent * base);
    const heads = trim(favoured, of, room);
    if (heads > 0) caps.push({ rules: of, joint, percent, room, heads });
  };
  for (const { rule, cap, base } of ownCaps) {
    if (!favoured.some((one) => one.class.rule === rule)) continue;
    const percent = cap.percent.findLast(({ fromWorkers }) => on.workers >= fromWorkers)?.value ?? 100;
    apply([rule], false, cap, percent, base === 'workers' ? on.workers : on.saudiHeads);
  }
  for (const joint of rules.jointCaps) apply(joint.of, true, joint, joint.percent, on.saudiHeads);
  return caps;
}

/** Who is no part of the size: who counts at another employer, and who does not pass the gate. */
function isNoPart(rules: RuleSet, rule: string): boolean {
  return rule === 'counted-elsewhere' || (rule === 'gated-out' && rules.size.gatedOut === 'left-out');
}

/** Takes from the rules in their order until no more than `room` are within; of a rule, who loses least by it goes first. Gives how many there were. */
function trim(classes: readonly Counting[], rules: readonly string[], room: number): number {
  const affected = classes.filter(({ class: { rule } }) => rules.includes(rule));
  const heads = affected.reduce((total, { within }) => total + within, 0);
  let over = heads - room;
  if (over <= 0) return heads;
  for (const rule of rules) {
    const ofRule = affected.filter(({ class: one }) => one.rule === rule).sort((a, b) => loss(a.class) - loss(b.class));
    for (const one of ofRule) {
      if (over <= 0) return heads;
      const taken = Math.min(over, one.within);
      one.within -= taken;
      over -= taken;
    }
  }
  return heads;
}

function loss({ weight, ordinary }: WorkerClass): number {
  return weight - ordinary;
}

function countedClass(rules: RuleSet, one: Counting): CountedClass {
  const { class: own, count } = one;
  const beyond = { ...beyondCap(rules, one), rule: `${own.rule}-beyond-cap` };
  if (one.uncertified) return { class: own, count, within: count, weight: uncertifiedWeight(rules, one), side: own.side, rule: `${own.rule}-without-certificate`, beyond };
  return { class: own, count, within: one.within, weight: own.weight, side: own.side, rule: own.rule, beyond };
}

function uncertifiedWeight(rules: RuleSet, { class: { rule, ordinary } }: Counting): number {
  return compiledRules(rules).certificates.get(rule)?.otherwise ?? ordinary;
}

/** What a person beyond the cap of his class counts as. */
function beyondCap(rules: RuleSet, { class: { rule, ordinary, saudiHead } }: Counting): { readonly weight: number; readonly side: WorkerClass['side'] } {
  const { beyond }: Pick<CompiledRules, 'beyond'> = compiledRules(rules);
  const as = beyond.get(rule) ?? 'ordinary';
  if (as === 'nobody') return { weight: 0, side: 'nobody' };
  return { weight: as === 'expat' ? rules.ordinary.expat : ordinary, side: saudiHead ? 'saudi' : 'expat' };
}

function sideSum(rules: RuleSet, counting: readonly Counting[], side: 'saudi' | 'expat'): number {
  let hours: Map<number, number> | undefined;
  let total = 0;
  for (const one of counting) {
    const { class: own, count, within, uncertified } = one;
    const kept = uncertified ? count : within;
    if (own.side === side && own.hours !== null && !uncertified) {
      hours ??= new Map();
      const { worked, perHead } = own.hours;
      hours.set(perHead, (hours.get(perHead) ?? 0) + worked * kept);
    } else if (own.side === side) total += (uncertified ? uncertifiedWeight(rules, one) : own.weight) * kept;
    if (kept === count) continue;
    const beyond = beyondCap(rules, one);
    if (beyond.side === side) total += beyond.weight * (count - kept);
  }
  if (hours !== undefined) for (const [perHead, worked] of hours) total += worked / perHead;
  return total;
}

/** A share in percent times a base, as heads. A millionth keeps 0.1 + 0.2 from being a head less. */
function wholeHeads(rules: RuleSet, percentTimesBase: number): number {
  const share = percentTimesBase / 100;
  if (rules.caps.rounding === 'nearest') return Math.floor(share + 0.5 + 1e-6);
  return rules.caps.rounding === 'down' ? Math.floor(share + 1e-6) : Math.ceil(share - 1e-6);
}
