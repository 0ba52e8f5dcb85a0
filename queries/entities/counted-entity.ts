// Law: what is explained and planned is counted by the same functions as what is published, from the facts as they are known now.
import type { BandTimeline } from '../../domain/entity/band-timeline.js';
import { bandOf } from '../../domain/entity/band-timeline.js';
import { entitiesInSteps } from '../../domain/entity/entity-facts.js';
import type { OwnerSources } from '../../domain/entity/owner-sources.js';
import { factChoices } from '../../domain/entity/fact-choices.js';
import { ownerInSteps, ratedOf, type RatedAsOne } from '../../domain/entity/owner-bands.js';
import type { PublishedWeek } from '../../domain/saudization/assess.js';
import type { RuleSet } from '../../domain/saudization/rule-set.js';
import { addDays, type IsoDate } from '../../domain/standards/calendar.js';
import type { Steps } from '../../domain/standards/steps.js';

/** What an entity is rated as in the week that ends on a day: alone, or with others of its owner; undefined where it does not exist then. It may be left on its way. */
export function* ratedWith(rules: RuleSet, sources: OwnerSources, entityId: string, day: IsoDate): Steps<RatedAsOne | undefined> {
  const owner = yield* ownerInSteps(rules, sources.ownerId, yield* entitiesInSteps(rules, factChoices, sources));
  return ratedOf(rules, owner, day).find(({ rated, members }) => rated.entityId === entityId || members.some((one) => one.entityId === entityId));
}

/** The weeks that were published of an entity, through one of them, oldest first. */
export function publishedWeeks({ spans }: Pick<BandTimeline, 'spans'>, through: IsoDate): readonly PublishedWeek[] {
  const weeks: PublishedWeek[] = [];
  const first = spans.map(({ week }) => week).sort()[0];
  if (first === undefined) return weeks;
  for (let ends = first; ends <= through; ends = addDays(ends, 7)) {
    const said = bandOf({ spans }, ends);
    if (said !== undefined) weeks.push({ ends, band: said.band });
  }
  return weeks;
}
