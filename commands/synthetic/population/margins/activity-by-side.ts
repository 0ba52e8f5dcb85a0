// Saudis and others by section of activity. This table binds: the margins of sex, occupation, nationality and region are fitted into it.

/** A section of ISIC with its employees. */
export interface SectionRow {
  readonly section: string;
  readonly saudi: number;
  readonly expat: number;
  readonly published: boolean;
}

/** Source: register-based labour market statistics, Q2-24, GASTAT through the press. */
export const activitySource = { published: 'GASTAT, register-based labour market statistics Q2-24 (press)' } as const;

/**
 * What the published total of the private sector leaves for the sections that were not found is shared out among them
 * (assumed). Total: NLO, private sector August 2024, 2,369,828 Saudis and 9,202,580 others.
 */
export const restSource = { assumed: 'the rest of the private sector (NLO, August 2024) shared out among the sections without a figure' } as const;

const published = (section: string, saudi: number, expat: number): SectionRow => ({ section, saudi, expat, published: true });
const assumed = (section: string, saudi: number, expat: number): SectionRow => ({ section, saudi, expat, published: false });

export const sections: readonly SectionRow[] = [
  published('A', 24_294, 179_181),
  published('B', 118_180, 68_646),
  published('C', 370_106, 971_814),
  published('D', 33_648, 12_503),
  published('E', 34_838, 133_381),
  published('F', 400_320, 2_494_244),
  published('G', 396_519, 1_252_451),
  published('H', 137_391, 429_590),
  published('I', 141_094, 538_446),
  published('J', 63_220, 48_515),
  published('K', 80_071, 16_845),
  published('L', 21_424, 32_557),
  published('M', 125_817, 129_204),
  assumed('N', 222_906, 2_190_203),
  assumed('P', 66_000, 105_000),
  assumed('Q', 88_000, 232_000),
  assumed('R', 16_000, 48_000),
  assumed('S', 30_000, 320_000),
];

/** Letters of the sections in order: an index into it stands for a section elsewhere. */
export const sectionLetters: readonly string[] = sections.map(({ section }) => section);
