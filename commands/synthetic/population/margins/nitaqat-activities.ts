// How a section's employees spread over Nitaqat activities and classes of ISIC. No such table is published: all shares here are assumed.
import type { NitaqatActivityCode } from '../../../../domain/standards/nitaqat-activity.js';

export const nitaqatSource = { assumed: 'shares of Nitaqat activities within a section, and how large their companies are' } as const;

/** One activity within a section. */
export interface ActivityRow {
  readonly section: string;
  readonly nitaqat: NitaqatActivityCode;
  /** Share of the section's employees, in hundredths. */
  readonly share: number;
  /** Saudis among its employees in hundredths, before the section's own figure is met. */
  readonly saudi: number;
  /** How much more often a large company is of this activity than a small one; 1: alike. */
  readonly large: number;
  readonly isic: readonly string[];
  /** What its companies call themselves; see `company-names.ts`. */
  readonly trade: TradeWord;
}

export type TradeWord =
  | 'farm' | 'energy' | 'mining' | 'factory' | 'utility' | 'cleaning' | 'maintenance' | 'contracting' | 'trading' | 'fuel' | 'fashion' | 'perfume'
  | 'phones' | 'workshop' | 'transport' | 'aviation' | 'post' | 'restaurant' | 'fast-food' | 'cafe' | 'catering' | 'hotel' | 'software' | 'telecom'
  | 'finance' | 'property' | 'consulting' | 'security' | 'office' | 'school' | 'college' | 'clinic' | 'care' | 'leisure' | 'personal' | 'laundry';

function row(section: string, nitaqat: NitaqatActivityCode, share: number, saudi: number, large: number, trade: TradeWord, ...isic: readonly string[]): ActivityRow {
  return { section, nitaqat, share, saudi, large, isic, trade };
}

export const activities: readonly ActivityRow[] = [
  row('A', '410', 100, 12, 0.7, 'farm', '0113', '0122', '0146', '0141', '0322'),
  row('B', '421', 75, 68, 4, 'energy', '0610', '0910', '0620'),
  row('B', '422', 5, 40, 3, 'mining', '0729'),
  row('B', '423', 8, 35, 2, 'mining', '0899', '0891'),
  row('B', '424', 12, 20, 1, 'mining', '0810'),
  row('C', '430', 100, 27, 1.3, 'factory', '1071', '2220', '2395', '2511', '3100', '2013', '1811', '1410'),
  row('D', '425', 100, 72, 4, 'energy', '3510', '3530'),
  row('E', '425', 25, 35, 2, 'utility', '3600'),
  row('E', '452', 55, 15, 1.5, 'cleaning', '3811', '3821'),
  row('E', '451', 20, 20, 1.5, 'utility', '3700', '3830'),
  row('F', '450', 90, 13, 1.2, 'contracting', '4100', '4210', '4290', '4312', '4330'),
  row('F', '451', 7, 18, 1.2, 'maintenance', '4321', '4322'),
  row('F', '466', 3, 20, 2, 'telecom', '4220'),
  row('G', '460', 42, 30, 1, 'trading', '4630', '4711', '4719', '4690', '4663', '4752'),
  row('G', '499', 34, 14, 0.6, 'fuel', '4730', '4721', '4620'),
  row('G', '436', 12, 32, 0.8, 'fashion', '4771', '4759', '4641'),
  row('G', '435', 3, 35, 0.8, 'perfume', '4772', '4773'),
  row('G', '462', 2, 85, 0.5, 'phones', '4741', '4771'),
  row('G', '492', 7, 14, 0.3, 'workshop', '4520', '4540'),
  row('H', '471', 80, 18, 1, 'transport', '4923', '4922', '4921', '5210'),
  row('H', '472', 15, 50, 4, 'aviation', '5110', '5223', '5012', '5222'),
  row('H', '464', 5, 32, 1.5, 'post', '5320', '5310'),
  row('I', '473', 45, 19, 0.7, 'restaurant', '5610'),
  row('I', '474', 20, 22, 1, 'fast-food', '5610'),
  row('I', '475', 12, 25, 0.6, 'cafe', '5630'),
  row('I', '476', 13, 18, 1.5, 'catering', '5629', '5621'),
  row('I', '497', 10, 33, 1.2, 'hotel', '5510', '5590'),
  row('J', '469', 45, 52, 1, 'software', '6201', '6202', '6209'),
  row('J', '463', 20, 65, 4, 'telecom', '6110', '6120'),
  row('J', '465', 10, 55, 1.5, 'software', '6311'),
  row('J', '466', 8, 30, 1.5, 'telecom', '6190'),
  row('J', '467', 7, 35, 1.5, 'telecom', '6190'),
  row('J', '468', 10, 45, 1, 'software', '6209'),
  row('K', '480', 100, 82, 4, 'finance', '6419', '6512', '6430', '6622'),
  row('L', '481', 100, 40, 0.6, 'property', '6810', '6820'),
  row('M', '481', 100, 49, 0.8, 'consulting', '6910', '6920', '7010', '7020', '7110', '7310'),
  row('N', '451', 46, 6, 2, 'maintenance', '8110', '8130'),
  row('N', '452', 32, 6, 2, 'cleaning', '8121', '8129'),
  row('N', '481', 14, 10, 1, 'office', '8211', '8299', '7730', '8220'),
  row('N', '477', 3, 78, 2, 'security', '8010', '7810', '7830'),
  row('N', '497', 5, 20, 0.5, 'leisure', '7911', '7912'),
  row('P', '479', 30, 40, 1, 'school', '8510', '8521'),
  row('P', '494', 25, 68, 0.8, 'school', '8510', '8521'),
  row('P', '495', 25, 18, 1.2, 'school', '8510', '8521'),
  row('P', '493', 12, 48, 2, 'college', '8530'),
  row('P', '490', 4, 34, 2, 'college', '8530'),
  row('P', '491', 4, 25, 0.5, 'care', '8549', '8542'),
  row('Q', '496', 93, 28, 1.3, 'clinic', '8610', '8620', '8690'),
  row('Q', '491', 7, 25, 0.7, 'care', '8810', '8890'),
  row('R', '497', 75, 25, 1, 'leisure', '9321', '9329', '9311'),
  row('R', '491', 25, 25, 0.7, 'care', '9312', '9319'),
  row('S', '492', 70, 9, 0.2, 'personal', '9602', '9609', '9521', '9522'),
  row('S', '452', 20, 8, 0.4, 'laundry', '9601'),
  row('S', '491', 10, 12, 0.4, 'care', '9499', '9609'),
];
