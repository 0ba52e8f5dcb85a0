// Law: a block is told from itself: its companies first, then the visas on which people enter, then the people, then single cases.
import { companyScripts } from '../companies/company-script.js';
import { agentScripts } from '../companies/agents.js';
import { wageProtectionScript } from '../companies/wage-protection.js';
import { employerOf, type Employer } from '../companies/employer.js';
import { ownerAtWork } from '../companies/owner-at-work.js';
import { ownerFacts } from '../companies/owner-facts.js';
import { nobody, script, type Script } from '../market-line.js';
import { hasMediumGreen } from '../population/gates.js';
import type { Day } from '../population/market.js';
import type { PlannedBlock } from '../population/planned.js';
import { visaScript } from '../visas/visa-script.js';
import { planArrivals, type DatedEntry } from './arrivals.js';
import { lifeScripts } from './life.js';
import type { Hired, Lives } from './lives.js';
import type { Held, HeldPosts, Telling } from './telling.js';
import { vainVisas } from './vain-visas.js';

/** Days within which a company has to be there to have been there from the first. */
const FIRST_DAYS = 45;

/** What was told of a block, for single cases to stand on. */
export interface ToldBlock {
  readonly employers: readonly Employer[];
  /** There from the first days to the last. */
  readonly lasting: readonly Employer[];
  readonly hired: readonly Hired[];
}

/** Tells a block, script by script. Scripts that rest on one another come in that order. */
export function* blockScripts(block: PlannedBlock, telling: Telling): Generator<Script, ToldBlock> {
  const employers = block.companies.map(employerOf);
  for (const employer of employers) {
    yield* companyScripts(employer);
    const wages = wageProtectionScript(employer, telling.registers, telling.last);
    if (wages !== null) yield wages;
    yield* ownerAtWork(employer, telling);
  }
  yield script(nobody, [], ownerFacts(block.companies));
  const entries = new Map<string, DatedEntry>();
  for (const employer of employers) {
    const arrivals = planArrivals(employer, telling.chance);
    for (const [key, entry] of arrivals.entries) entries.set(key, entry);
    for (const plan of arrivals.plans) yield visaScript(plan, telling.numbers);
    yield* vainVisas(employer, telling);
  }
  const lasting = employers.filter((employer) => isLasting(employer, telling.first));
  const hired: Hired[] = [];
  const lives: Lives = { telling, posts: heldPosts(employers), entries, receivers: lasting.filter(({ planned }) => hasMediumGreen(planned, telling.last)), hired: (one) => void (hired.length < MOST_REMEMBERED && hired.push(one)) };
  for (const employer of employers) for (const held of rootsOf(employer, lives.posts)) yield* lifeScripts(lives, held);
  yield* agentScripts(lasting, hired, telling.first);
  return { employers, lasting, hired };
}

/** Hired people that single cases may choose from. */
const MOST_REMEMBERED = 400;

function isLasting({ planned }: Employer, first: Day): boolean {
  return planned.closesOn === null && planned.suspension === null && planned.registeredOn <= first + FIRST_DAYS;
}

function heldPosts(employers: readonly Employer[]): HeldPosts {
  const first = employers[0]?.planned.n ?? 0;
  return {
    find(name) {
      const employer = employers[name.company - first];
      const post = employer?.planned.posts[name.post];
      const tenure = post?.tenures[name.tenure];
      return employer === undefined || post === undefined || tenure === undefined ? undefined : { employer, post, tenure, name };
    },
  };
}

/** The tenures with which lives begin: all but those to which a transfer leads. */
function* rootsOf(employer: Employer, posts: HeldPosts): Generator<Held> {
  for (const post of employer.planned.posts) {
    for (const [tenure, told] of post.tenures.entries()) {
      const before = told.transfer?.from ?? null;
      if (before !== null && posts.find(before) !== undefined) continue;
      yield { employer, post, tenure: told, name: { company: employer.planned.n, post: post.n, tenure } };
    }
  }
}
