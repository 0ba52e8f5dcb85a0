// Single cases of records of people: corrections about earlier days, numbers mistyped, duplicates, a naturalisation, a death.
import { addDays, addMonths } from '../../../domain/standards/calendar.js';
import { offerScript } from '../jobs/offer-script.js';
import { bearerOf, change, madeBy, make, workday, workdayAfter } from '../market-line.js';
import { gulfNationalities, nationalityOf } from '../people/nationalities.js';
import { described, register } from '../people/registration.js';
import { companyAt, draftData, known, plainJob, type CaseParts, type Scripts } from './case-parts.js';

/** Each case is a script of its own; all lie in the second year of the history. */
export function recordCases(parts: CaseParts): Scripts {
  return [...corrections(parts), ...mistypedIqama(parts), ...duplicate(parts), naturalisation(parts), ...death(parts), ...weightingFacts(parts)];
}

/** The register had the birth date wrong from the first day: the correction takes effect on that day. */
function corrections({ start, people }: CaseParts): Scripts {
  const person = people.citizen('female');
  const day = workday(addMonths(start, 10));
  const right = { ...described(person), birthDate: addDays(person.birthDate, 9) };
  const correction = change(workdayAfter(day, 190), `${person.key}-correction`, 'CorrectPerson', madeBy(person.key), {
    identifiers: [person.identifier],
    nationality: 'SAU',
    ...right,
    reason: 'official-document',
    effectiveOn: day,
  });
  return [[known(person, day), correction]];
}

/** Two iqamas were mixed up; once the first bearer is corrected, the number is free for its real one, the same day. */
function mistypedIqama({ start, people, numbers }: CaseParts): Scripts {
  const wrong = people.resident(nationalityOf('IND'), 'male', 'iqama');
  const right = people.resident(nationalityOf('PAK'), 'male', 'iqama');
  const day = workday(addMonths(start, 13));
  const corrected = workdayAfter(day, 40);
  const iqama = { scheme: 'iqama', value: numbers.iqama() };
  return [
    [
      known(wrong, day),
      change(corrected, `${wrong.key}-correction`, 'CorrectPerson', madeBy(wrong.key), {
        identifiers: [iqama],
        nationality: 'IND',
        ...described(wrong),
        reason: 'typing-error',
      }),
      register(corrected, { ...right, identifier: wrong.identifier }, { expiresOn: addDays(corrected, 200) }),
    ],
  ];
}

/** A traveller was registered under his border number, and again under his iqama: the second record is merged into the first. */
function duplicate({ start, people, numbers }: CaseParts): Scripts {
  const person = people.resident(nationalityOf('EGY'), 'male', 'border-number');
  const again = `${person.key}-again`;
  const day = workday(addMonths(start, 15));
  const iqama = numbers.iqama();
  const found = workdayAfter(day, 60);
  const twice = register(workdayAfter(day, 30), { ...person, identifier: { scheme: 'iqama', value: iqama } }, { key: again, expiresOn: addDays(day, 380) });
  return [
    [
      known(person, day),
      twice,
      change(found, `${again}-merge`, 'MergeDuplicate', madeBy(again), { survivorId: madeBy(person.key) }),
      change(found, `${again}-weighting`, 'RecordWeightingFacts', madeBy(again), { weighting: { student: true } }, 'record-merged'),
      change(workdayAfter(found, 1), `${person.key}-iqama`, 'ChangeResidenceDocument', bearerOf('iqama', iqama), {
        document: { scheme: 'iqama', value: iqama, expiresOn: addDays(day, 380) },
      }),
    ],
  ];
}

/** A resident becomes a citizen. */
function naturalisation({ start, people, numbers }: CaseParts): Scripts[number] {
  const person = people.resident(nationalityOf('SYR'), 'female', 'iqama');
  const day = workday(addMonths(start, 8));
  const nationalId = { scheme: 'national-id', value: numbers.nationalId() };
  return [
    known(person, day, 400),
    change(workdayAfter(day, 250), `${person.key}-citizen`, 'CorrectPerson', madeBy(person.key), {
      identifiers: [nationalId],
      nationality: 'SAU',
      ...described(person),
      reason: 'naturalisation',
    }),
  ];
}

/** A death, reported some days later; the contract ends by it, and no other is made. */
function death(parts: CaseParts): Scripts {
  const person = parts.people.citizen('male');
  const company = companyAt(parts, 1);
  const day = workday(addMonths(parts.start, 9));
  const job = plainJob(person, company, workdayAfter(day, 3));
  const offer = offerScript(job, 'accepted', parts.chance);
  const reported = workdayAfter(day, 260);
  const diedOn = addDays(reported, -4);
  if (offer.agreed === null) return [];
  const { contract } = offer.agreed;
  return [
    [
      known(person, day),
      ...offer.script,
      change(reported, `${person.key}-death`, 'MarkDeceased', bearerOf(person.identifier.scheme, person.identifier.value), { diedOn }),
      change(reported, `${contract}-end`, 'TerminateContract', madeBy(contract), { article: 'death', effectiveOn: diedOn }),
      make(workdayAfter(reported, 7), `${job.key}-too-late`, 'DraftContract', draftData(job, addDays(reported, 30)), 'contract.employee-deceased'),
    ],
  ];
}

/** Facts for the head-count weights that become known later; and nationals of the Gulf, who need no permit. */
function weightingFacts({ start, people }: CaseParts): Scripts {
  const day = workday(addMonths(start, 6));
  const told = [{ disability: true, ableToWork: true }, { socialInvestment: true }, { motherOrWidowOfSaudi: true }, { student: true }];
  const citizens = told.map((weighting, n) => {
    const person = people.citizen(n % 2 === 0 ? 'female' : 'male');
    const record = bearerOf(person.identifier.scheme, person.identifier.value);
    return [known(person, day), change(workdayAfter(day, 120 + 30 * n), `${person.key}-weighting`, 'RecordWeightingFacts', record, { weighting })];
  });
  const gulf = gulfNationalities.map((nationality) => [known(people.resident(nationality, 'male', 'iqama'), day, 1_000)]);
  return [...citizens, ...gulf];
}
