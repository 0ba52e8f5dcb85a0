// What people do in each trade and what they earn: made up within what is usual, in riyals of basic wage a month.

/** Work that a trade has: occupation (SSCO), least and greatest basic wage, how common, how many of a hundred are women. */
export interface Post {
  readonly occupation: string;
  readonly wage: readonly [least: number, greatest: number];
  readonly weight: number;
  readonly women: number;
}

/** The posts of a trade that citizens have and those that residents have. */
export interface Trade {
  readonly citizens: readonly Post[];
  readonly residents: readonly Post[];
}

function post(occupation: string, least: number, greatest: number, weight: number, women = 0): Post {
  return { occupation, wage: [least, greatest], weight, women };
}

const office: readonly Post[] = [
  post('121101', 9_000, 18_000, 1, 30),
  post('241101', 6_000, 11_000, 2, 50),
  post('242301', 6_000, 10_000, 2, 60),
  post('411001', 4_000, 5_500, 4, 60),
  post('334301', 4_500, 6_500, 2, 70),
];

export const trades = {
  construction: {
    citizens: [...office, post('214201', 8_000, 14_000, 3, 15), post('132301', 12_000, 20_000, 1)],
    residents: [
      post('214201', 5_000, 9_000, 2),
      post('711201', 1_400, 2_200, 5),
      post('711501', 1_500, 2_300, 4),
      post('741101', 1_600, 2_600, 3),
      post('931301', 1_000, 1_400, 9),
      post('834201', 1_800, 2_600, 2),
    ],
  },
  manufacturing: {
    citizens: [...office, post('311501', 5_000, 8_000, 3), post('818901', 4_000, 5_500, 4)],
    residents: [post('214401', 5_000, 9_000, 1), post('818901', 1_500, 2_300, 6), post('723301', 1_700, 2_600, 3), post('932901', 1_000, 1_400, 6)],
  },
  retail: {
    citizens: [...office, post('522301', 4_000, 5_500, 8, 45), post('522201', 5_000, 7_500, 2, 30)],
    residents: [post('522301', 1_800, 2_800, 4), post('933401', 1_200, 1_600, 4), post('832201', 1_600, 2_200, 2)],
  },
  phones: {
    citizens: [post('522301', 4_000, 5_500, 6, 30), post('742201', 4_500, 6_500, 2)],
    residents: [post('911201', 1_000, 1_300, 1)],
  },
  restaurant: {
    citizens: [post('141201', 6_000, 9_000, 1, 20), post('523001', 4_000, 4_800, 4, 55), post('513101', 4_000, 4_600, 2, 30)],
    residents: [post('343401', 3_000, 5_000, 1), post('512001', 1_600, 2_600, 5), post('513101', 1_300, 1_900, 5, 25), post('941201', 1_000, 1_400, 4)],
  },
  cafe: {
    citizens: [post('513201', 4_000, 4_800, 6, 50), post('141201', 5_500, 8_000, 1, 30)],
    residents: [post('513201', 1_500, 2_200, 4, 30), post('941201', 1_000, 1_400, 2)],
  },
  transport: {
    citizens: [...office, post('833201', 4_000, 6_000, 2), post('432301', 4_500, 6_500, 2, 20)],
    residents: [post('833201', 1_800, 2_800, 9), post('723101', 1_800, 2_800, 3), post('933301', 1_100, 1_500, 4)],
  },
  software: {
    citizens: [post('251201', 9_000, 18_000, 5, 40), post('251101', 9_000, 16_000, 3, 45), post('133001', 16_000, 28_000, 1, 25), ...office.slice(1, 3)],
    residents: [post('251201', 7_000, 13_000, 5, 20), post('252201', 5_500, 9_000, 2)],
  },
  clinic: {
    citizens: [post('226101', 9_000, 15_000, 2, 55), post('226201', 7_000, 11_000, 2, 60), post('411001', 4_000, 5_500, 3, 80), post('325601', 5_000, 7_000, 2, 70)],
    residents: [post('221101', 9_000, 16_000, 2, 35), post('222101', 4_000, 6_500, 6, 85), post('321201', 3_500, 5_500, 2, 40), post('911201', 1_000, 1_300, 2, 40)],
  },
  school: {
    citizens: [post('234101', 4_500, 8_000, 7, 90), post('134501', 9_000, 15_000, 1, 90), post('411001', 4_000, 5_000, 2, 80)],
    residents: [post('233001', 4_000, 7_000, 3, 70), post('833101', 1_500, 2_200, 1), post('911201', 1_000, 1_300, 2, 60)],
  },
  cleaning: {
    citizens: [...office.slice(2), post('515101', 4_000, 5_500, 2, 30)],
    residents: [post('911201', 1_000, 1_300, 12, 35), post('515101', 1_800, 2_600, 1), post('832201', 1_500, 2_100, 2)],
  },
  security: {
    citizens: [post('541401', 4_000, 5_000, 12, 15), post('411001', 4_000, 5_000, 1, 50)],
    residents: [post('911201', 1_000, 1_300, 1)],
  },
  consulting: {
    citizens: [post('242101', 9_000, 17_000, 3, 40), post('214201', 8_000, 14_000, 3, 25), ...office.slice(1)],
    residents: [post('214201', 6_000, 11_000, 4), post('216101', 6_000, 10_000, 2, 15), post('311801', 3_000, 4_500, 3)],
  },
  hotel: {
    citizens: [post('422401', 4_000, 5_500, 5, 45), post('141101', 9_000, 15_000, 1, 20), ...office.slice(2, 4)],
    residents: [post('512001', 1_800, 2_800, 2), post('911201', 1_100, 1_500, 6, 40), post('515101', 2_000, 3_000, 1, 40)],
  },
  farm: {
    citizens: [post('131101', 7_000, 11_000, 1)],
    residents: [post('611301', 1_000, 1_500, 4), post('921101', 900, 1_200, 6), post('834101', 1_300, 1_900, 1)],
  },
  maintenance: {
    citizens: [...office.slice(1), post('311501', 5_000, 7_500, 3)],
    residents: [post('712701', 1_800, 2_700, 4), post('741101', 1_700, 2_600, 4), post('712601', 1_600, 2_400, 3), post('911201', 1_000, 1_300, 3)],
  },
} as const satisfies Record<string, Trade>;

/** A trade by name. */
export type TradeName = keyof typeof trades;
