// Law: what is read from a file is what its line says, or the line and its field are named.
import { z } from 'zod';
import { BANDS } from '../../../domain/saudization/band.js';
import { isoDate } from '../../../domain/standards/calendar.js';

const number = (what: string) => z.string().regex(/^\d{1,12}(\.\d{1,20})?$/, { error: `must be ${what}` });

/** A line of a file of cases: an owner's only entity on a day, and the band that is expected. */
export const caseLine = z.strictObject({
  activity: z.string().regex(/^\d{1,6}$/, { error: 'must be the code of a Nitaqat activity, like 430' }),
  date: isoDate,
  workers: number('a number of workers, not negative').transform(Number),
  ratio: z
    .string()
    .transform((text) => text.replace(/\s*%$/, ''))
    .pipe(number('a percentage from 0 to 100'))
    .refine((text) => Number(text) <= 100, { error: 'must be a percentage from 0 to 100' })
    .transform((text) => ({ value: Number(text), decimals: text.split('.')[1]?.length ?? 0 })),
  band: z.enum([...BANDS, 'NOT_RATED'], { error: `must be one of ${BANDS.join(', ')}, NOT_RATED` }),
});

/** A case. */
export type Case = z.output<typeof caseLine>;

/** The fault of a line, its field first. */
export function lineFault(error: z.ZodError): string {
  const [issue] = error.issues;
  const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('/');
  return `${field === undefined || field === '' ? '' : `${field}: `}${issue?.message ?? 'not valid'}`;
}
